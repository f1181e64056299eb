"""What sending an application does: the whole is checked, a version kept, a receipt given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.applications import offers, queries, reminders, rules
from marketplace.applications.models import Application, ApplicationVersion
from marketplace.applications.snapshots import tell
from marketplace.errors import Fault, Invalid
from marketplace.fields import zone
from marketplace.files import queries as files
from marketplace.files.services import unusable, use
from marketplace.i18n import N_
from marketplace.needs.models import Need
from marketplace.needs.services import next_number
from marketplace.policy import Actor

PART = "attachments"


def require_whole(session: Session, application: Application, need: Need, moment: datetime) -> None:
    """Raise Invalid with every fault at once unless the content can be sent at this moment."""
    lots, today = offers.lots_of(need.content), moment.astimezone(zone()).date()
    refuse(
        faults_of_draft(session, application, need)
        + rules.faults_of_sending(application.content, lots, today)
    )


def send(
    session: Session,
    actor: Actor,
    application: Application,
    need: Need,
    moment: datetime,
    type_: str,
) -> None:
    """Make the content, found whole, the version that counts, sent at this moment."""
    application.state, application.need_revision = "submitted", need.revision
    application.submitted_at = application.submitted_at or moment
    application.content = offers.as_sent(application.content)
    application.changed_at, application.adviser_id = moment, actor.adviser
    application.revision += 1
    version = _version(session, actor, application, moment)
    application.receipt, application.sent_hash = version.receipt, version.sent_hash
    session.add(version)
    keep_files(session, application)
    reminders.arrange(session, application, need)
    tell(session, application, need, type_)


def _version(
    session: Session, actor: Actor, application: Application, moment: datetime
) -> ApplicationVersion:
    before = queries.versions(session, application)
    number, content = len(before) + 1, application.content
    known = files.names(session, content["attachments"])
    return ApplicationVersion(
        application_id=application.id,
        number=number,
        revision=application.revision,
        content=content,
        changed=offers.differences(before[0].content, content) if before else [],
        need_revision=application.need_revision,
        receipt=f"A-{next_number(session, 'application'):06d}",
        sent_hash=offers.hash_of(
            content,
            [known[one].sha256 for one in content["attachments"]],
            application=application.id,
            need=application.need_id,
            organization=application.organization_id,
            number=number,
            need_revision=application.need_revision,
        ),
        sent_at=moment,
        sent_by=str(actor.user),
        adviser_id=actor.adviser,
    )


def subject(application: Application) -> str:
    """What its files are used by."""
    return f"application/{application.id}"


def faults_of_draft(session: Session, application: Application, need: Need) -> rules.Faults:
    """What not even a draft may say: other lots and criteria than the need's, others' files."""
    content, lots = application.content, offers.lots_of(need.content)
    criteria = [one["name"] for one in need.content.get("criteria") or ()]
    attached = content["attachments"]
    bad = unusable(session, application.organization_id, subject(application), attached)
    return rules.faults_of_content(content, lots, criteria) + [
        (f"/attachments/{place}", N_("There is no such file to attach; upload it again."))
        for place, file in enumerate(attached)
        if file in bad
    ]


def keep_files(session: Session, application: Application) -> None:
    """Let the files of the content, and of every version that was sent, be kept."""
    session.flush()
    use(session, subject(application), PART, set(_files(session, application)))


def _files(session: Session, application: Application) -> Iterator[str]:
    contents: list[Mapping[str, Any]] = [application.content]
    contents += [one.content for one in queries.versions(session, application)]
    for content in contents:
        yield from content["attachments"]


def refuse(faults: rules.Faults) -> None:
    """Raise Invalid where there are any."""
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])
