"""Writes on profiles: replace one, keep and drop drafts, tell of certificates that end."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from events import due
from events.context import now
from events.locks import lock
from events.outbox import record
from marketplace import audit
from marketplace.errors import Fault, Invalid
from marketplace.files.services import hold, unusable, use
from marketplace.i18n import N_
from marketplace.organizations import queries as organizations
from marketplace.policy import Actor, require
from marketplace.profiles import expiry, hooks
from marketplace.profiles.models import Profile, ProfileDraft
from marketplace.profiles.snapshots import snapshot
from marketplace.revisions import check_revision

CERTIFICATES = "profile.certificates"


def put_profile(
    session: Session,
    actor: Actor,
    organization_id: str,
    content: Mapping[str, Any],
    expected: int | None,
) -> Profile:
    """Replace all that an organisation says of itself; revision 0 stands for nothing said yet.

    Raises Stale for an older revision, Invalid for certificates with files of others.
    """
    _require_update(session, actor, organization_id)
    lock(session, f"profile-{organization_id}")
    profile = session.get(Profile, organization_id, with_for_update=True)
    check_revision(profile.revision if profile else 0, expected)
    _check_files(session, organization_id, content)
    if profile is None:
        promised = hooks.promised(session, organization_id)
        profile = Profile(
            organization_id=organization_id, revision=0, promised=promised, promises=0
        )
        session.add(profile)
    profile.content = dict(content)
    profile.revision += 1
    profile.updated_at = profile.noticed_at = now(session)
    profile.updated_by = actor.user or ""
    session.flush()
    use(session, subject_of(organization_id), "certificates", _files_of(content))
    _arrange_notice(session, profile)
    audit.note(
        session,
        actor,
        "profile.update",
        subject_of(organization_id),
        {"revision": profile.revision},
    )
    record(session, "profile.updated", **_event(profile), data=snapshot(profile))
    return profile


def promise(session: Session, organization_id: str, promised: Mapping[str, float]) -> None:
    """Keep what open deals take of a firm's capacity a month, by unit; told where it changed."""
    lock(session, f"profile-{organization_id}")
    profile = session.get(Profile, organization_id, with_for_update=True)
    if profile is None or profile.promised == promised:
        return
    profile.promised = dict(promised)
    profile.promises += 1
    record(session, "profile.updated", **_event(profile), data=snapshot(profile))


def keep_draft(
    session: Session,
    actor: Actor,
    organization_id: str,
    part: str,
    typed: Mapping[str, Any],
    revision: int,
) -> ProfileDraft:
    """Keep what was typed on this revision, unchecked and seen by nobody else."""
    _require_update(session, actor, organization_id)
    draft = session.merge(
        ProfileDraft(
            organization_id=organization_id,
            part=part,
            typed=dict(typed),
            revision=revision,
            saved_at=now(session),
        )
    )
    if part == "certificates":
        _hold(session, organization_id, _files_of(typed))
    audit.note(session, actor, "profile.keep_draft", subject_of(organization_id), {"part": part})
    return draft


def drop_draft(session: Session, actor: Actor, organization_id: str, part: str) -> None:
    """Forget what was typed into a part."""
    _require_update(session, actor, organization_id)
    session.execute(
        delete(ProfileDraft).where(
            ProfileDraft.organization_id == organization_id, ProfileDraft.part == part
        )
    )
    if part == "certificates":
        _hold(session, organization_id, ())


def tell_of_expiry(session: Session, organization_id: str) -> None:
    """The timer's part: an event for each certificate whose notice has come, and the next timer."""
    profile = session.get(Profile, organization_id, with_for_update=True)
    if profile is None:
        return
    where = expiry.zone_of(session)
    for at, days, certificate in expiry.moments(profile.content["certificates"], where):
        if profile.noticed_at < at <= now(session):
            _record_expiry(session, profile, days, certificate)
    profile.noticed_at = now(session)
    _arrange_notice(session, profile)


def _record_expiry(
    session: Session, profile: Profile, days: int, certificate: Mapping[str, Any]
) -> None:
    data = {
        "organization": profile.organization_id,
        "scheme": certificate["scheme"],
        "number": certificate.get("number"),
        "valid_to": certificate["valid_to"],
        "days": days,
    }
    record(session, "certificate.expires", **_event(profile), data=data)


def _arrange_notice(session: Session, profile: Profile) -> None:
    held, where = profile.content["certificates"], expiry.zone_of(session)
    at = expiry.next_moment(held, profile.noticed_at, where)
    due.cancel(session, CERTIFICATES, profile.organization_id)
    if at is not None:
        due.schedule(session, CERTIFICATES, profile.organization_id, at)


def _require_update(session: Session, actor: Actor, organization_id: str) -> None:
    organization = organizations.get(session, organization_id)
    hidden = not organizations.sees(session, actor, organization)
    require(actor, "profile.update", organization_id, hidden=hidden)


def _check_files(session: Session, organization_id: str, content: Mapping[str, Any]) -> None:
    wrong = unusable(session, organization_id, subject_of(organization_id), _files_of(content))
    faults = [
        Fault(f"/certificates/{place}/file", N_("Upload this file first, as this organisation."))
        for place, one in enumerate(content["certificates"])
        if one.get("file") in wrong
    ]
    if faults:
        raise Invalid(faults)


def _files_of(content: Mapping[str, Any]) -> set[str]:
    return {one["file"] for one in content.get("certificates") or () if one.get("file")}


def _hold(session: Session, organization_id: str, files: Collection[str]) -> None:
    """What came with a draft stays as long as the draft does."""
    hold(session, organization_id, subject_of(organization_id), "draft", files)


def subject_of(organization_id: str) -> str:
    return f"profile/{organization_id}"


def _event(profile: Profile) -> dict[str, Any]:
    return {"key": subject_of(profile.organization_id), "revision": profile.told}
