"""Merging two organisations that are one, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.organizations import canonical
from marketplace.organizations.models import Identifier, Membership, Merge, Organization
from marketplace.organizations.queries import get
from marketplace.organizations.snapshots import record_membership, record_organization
from marketplace.policy import Actor, require

MERGED = "merged"
KEPT = ("verified", "submitted", "returned", "draft", "unclaimed")
"""States of an organisation that another can be merged into, or that can be merged."""


def merge_organizations(
    session: Session, actor: Actor, source_id: str, target_id: str, reason: str
) -> Merge:
    """Let the source count as the target: its members enter the target, its numbers go over where
    the target has none of the scheme, and nobody finds it any more.

    Raises Conflict where one of them is merged, suspended or rejected; Invalid for one and itself.
    """
    require(actor, "organization.merge")
    if source_id == target_id:
        raise Invalid([Fault("/target", N_("An organisation is not merged with itself."))])
    first, second = sorted((source_id, target_id))
    for one in (first, second):
        session.get(Organization, one, with_for_update=True)
    source, target = get(session, source_id), get(session, target_id)
    if source.state not in KEPT or target.state not in KEPT:
        raise Conflict("One of them is merged, suspended or rejected.")
    merge = Merge(
        id=new_id(session),
        source_id=source_id,
        target_id=target_id,
        state_before=source.state,
        moved={
            "memberships": _enter(session, source_id, target_id),
            "identifiers": _number(session, source, target),
        },
        effect=[],
        reason=reason,
        made_by=actor.user,
        made_at=now(session),
    )
    session.add(merge)
    source.state = MERGED
    _changed(session, source, target, undone=False)
    audit.note(
        session, actor, "organization.merge", f"organization/{source_id}", {"into": target_id}
    )
    return merge


def undo_merge(session: Session, actor: Actor, merge_id: str) -> Merge:
    """Let both be apart again, with members and numbers as they were.

    Raises Conflict where it is undone already, or where the target was merged since.
    """
    require(actor, "organization.merge")
    merge = session.get(Merge, merge_id, with_for_update=True)
    if merge is None:
        raise NotFound("There is no such merge.")
    source, target = get(session, merge.source_id), get(session, merge.target_id)
    if merge.undone_at is not None or target.state == MERGED:
        raise Conflict("This merge is undone, or a later one stands on it.")
    merge.undone_at, merge.undone_by = now(session), actor.user
    source.state = merge.state_before
    _leave(session, merge.moved["memberships"])
    for one in session.scalars(
        select(Identifier).where(Identifier.id.in_(merge.moved["identifiers"]))
    ):
        one.organization_id = source.id
    session.flush()
    session.expire(source, ["identifiers"])
    session.expire(target, ["identifiers"])
    _changed(session, source, target, undone=True)
    audit.note(session, actor, "organization.unmerge", f"organization/{source.id}")
    return merge


def _enter(session: Session, source_id: str, target_id: str) -> list[str]:
    inside = set(
        session.scalars(select(Membership.user_id).where(Membership.organization_id == target_id))
    )
    made = []
    for one in session.scalars(
        select(Membership)
        .where(Membership.organization_id == source_id, Membership.state == "member")
        .order_by(Membership.id)
    ).all():
        if one.user_id not in inside:
            new = Membership(
                id=new_id(session),
                organization_id=target_id,
                user_id=one.user_id,
                role=one.role,
                state="member",
                created_at=now(session),
            )
            session.add(new)
            record_membership(session, new, "membership.granted")
            made.append(new.id)
    return made


def _leave(session: Session, memberships: Sequence[str]) -> None:
    for one in session.scalars(select(Membership).where(Membership.id.in_(memberships))):
        record_membership(session, one, "membership.ended")
    session.execute(delete(Membership).where(Membership.id.in_(memberships)))


def _number(session: Session, source: Organization, target: Organization) -> list[str]:
    """Numbers of schemes that the target lacks go over; returns their ids."""
    schemes = {one.scheme for one in target.identifiers}
    going = [one for one in source.identifiers if one.scheme not in schemes]
    for one in going:
        one.organization_id = target.id
    session.flush()
    session.expire(source, ["identifiers"])
    session.expire(target, ["identifiers"])
    return [one.id for one in going]


def _changed(session: Session, source: Organization, target: Organization, *, undone: bool) -> None:
    session.info.pop(canonical.HELD, None)
    for one in (source, target):
        one.revision += 1
        record_organization(session, one, "organization.updated")
    data = {"id": source.id, "into": target.id, "undone": undone}
    key = f"organization/{source.id}"
    record(session, "organization.merged", key=key, revision=source.revision, data=data)
    session.flush()


def of_organization(session: Session, organization_id: str) -> Merge | None:
    """The merge that holds for an organisation that was merged into another."""
    return session.scalar(
        select(Merge).where(Merge.source_id == organization_id, Merge.undone_at.is_(None))
    )
