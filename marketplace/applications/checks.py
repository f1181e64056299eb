"""Applications hold what was promised of them: sealed, in time, one a firm, told as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from events.tables import outbox
from marketplace.applications import offers, queries, rules
from marketplace.applications.models import Application, ApplicationVersion
from marketplace.contributions import Check
from marketplace.files.queries import names as file_names
from marketplace.needs.models import Need
from marketplace.ports import Ports

MANY = 200


def told(session: Session, ports: Ports) -> Iterator[str]:
    """The newest event of each application that was sent tells its state and revision."""
    newest = (
        select(func.max(outbox.c.id))
        .where(outbox.c.topic == "applications", outbox.c.type != "application.reminded")
        .group_by(outbox.c.key)
    )
    last = {
        row.data["id"]: (row.data["state"], row.revision)
        for row in session.execute(select(outbox).where(outbox.c.id.in_(newest)))
    }
    kept_since = session.scalar(select(func.min(outbox.c.time)))
    sent = select(Application).where(Application.submitted_at.is_not(None))
    for one in session.scalars(sent.execution_options(yield_per=MANY)):
        is_ = (one.state, one.revision)
        pruned = one.id not in last and kept_since is not None and one.changed_at < kept_since
        if last.get(one.id) != is_ and not pruned:
            yield f"application {one.id} is {is_}, its newest event says {last.get(one.id)}"


def sealed(session: Session, ports: Ports) -> Iterator[str]:
    """Nothing entered late, nothing was decided under the seal, nothing unconfirmed stands."""
    moment = now(session)
    found = (
        select(Application, Need, func.max(ApplicationVersion.sent_at).label("sent_at"))
        .join(Need, Need.id == Application.need_id)
        .join(ApplicationVersion, ApplicationVersion.application_id == Application.id)
        .group_by(Application.id, Need.id)
    )
    for one, need, sent_at in session.execute(found):
        ends = [end for end in (need.apply_by, need.closed_at) if end is not None]
        if any(sent_at > end for end in ends) or sent_at == need.apply_by:
            yield f"application {one.id} was sent at {sent_at}, its need ended at {min(ends)}"
        if one.decided_at and queries.sealed(need, moment):
            yield f"application {one.id} is {one.state} although its need is sealed"
        if need.state == "closed" and queries.unconfirmed(session, [one]):
            yield f"application {one.id} stands although a change was not confirmed"


def single(session: Session, ports: Ports) -> Iterator[str]:
    """No firm has two for one need that are not over."""
    twice = (
        select(Application.need_id, Application.organization_id)
        .where(Application.state.not_in(rules.OVER))
        .group_by(Application.need_id, Application.organization_id)
        .having(func.count() > 1)
    )
    for row in session.execute(twice):
        yield f"organisation {row.organization_id} has several applications for {row.need_id}"


def receipts(session: Session, ports: Ports) -> Iterator[str]:
    """What was sent still has the hash of its receipt."""
    found = (
        select(ApplicationVersion, Application)
        .join(Application, Application.id == ApplicationVersion.application_id)
        .execution_options(yield_per=MANY)
    )
    for version, application in session.execute(found):
        if version.sent_hash != _hash(session, application, version):
            yield f"receipt {version.receipt} has another hash than what was sent"


def _hash(session: Session, application: Application, version: ApplicationVersion) -> str:
    attached = version.content["attachments"]
    files = file_names(session, attached)
    return offers.hash_of(
        version.content,
        [files[one].sha256 if one in files else "" for one in attached],
        application=application.id,
        need=application.need_id,
        organization=application.organization_id,
        number=version.number,
        need_revision=version.need_revision,
    )


CHECKS: Mapping[str, Check] = {
    "application-events": told,
    "application-seal": sealed,
    "application-single": single,
    "application-receipts": receipts,
}
