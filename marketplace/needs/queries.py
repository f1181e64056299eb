"""Reads on needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from marketplace.errors import NotFound
from marketplace.needs.models import Invitation, Need, NeedRevision, Question
from marketplace.needs.snapshots import why
from marketplace.organizations.reports import reportable
from marketplace.policy import Actor, may, require

PUBLIC = ("published", "closed", "awarded", "completed", "cancelled")
MISSING = "There is no such need."


def visible_need(session: Session, actor: Actor, need_id: str) -> Need:
    """A need that the actor may see: a public one, or a draft of its own; raises NotFound."""
    require(actor, "public.read")
    need = session.get(Need, need_id)
    if need is None or not _sees(actor, need):
        raise NotFound(MISSING)
    return need


def visible_ids(session: Session, actor: Actor, ids: Sequence[str]) -> set[str]:
    """Those of these needs that the actor may see."""
    require(actor, "public.read")
    found = session.scalars(select(Need).where(Need.id.in_(ids)))
    return {need.id for need in found if _sees(actor, need)}


def buyers(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The organisation of each of these needs that exists."""
    if not ids:
        return {}
    found = select(Need.id, Need.organization_id).where(Need.id.in_(list(ids)))
    return dict(session.execute(found).all())


def _sees(actor: Actor, need: Need) -> bool:
    """Staff look at suspended needs, and at nobody's drafts."""
    if need.state in PUBLIC or may(actor, "need.read_own", need.organization_id):
        return True
    return need.state == "suspended" and may(actor, "need.review")


def reviewable(session: Session, actor: Actor, need_id: str, *, change: bool = False) -> Need:
    """A need on which staff may decide, locked if it is to be changed; drafts are nobody's."""
    require(actor, "need.review")
    need = session.get(Need, need_id, with_for_update=change)
    if need is None or need.state == "draft":
        raise NotFound(MISSING)
    return need


def to_review(
    session: Session, actor: Actor, state: str, q: str, limit: int, offset: int
) -> tuple[list[Need], int]:
    """Needs in a state with these words in title or reference, newest first; how many there are."""
    require(actor, "need.review")
    found = select(Need).where(Need.state == state)
    if q:
        sides = (Need.title.icontains(q, autoescape=True), Need.ref == q.upper())
        found = found.where(or_(*sides))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(Need.published_at.desc(), Need.id).limit(limit).offset(offset)
    return list(session.scalars(page)), total


def _title(session: Session, need_id: str) -> str:
    return session.get_one(Need, need_id).title


@reportable("need", "/review/needs/", _title)
def _reported(session: Session, actor: Actor, need_id: str) -> Need:
    return visible_need(session, actor, need_id)


def own_need(session: Session, actor: Actor, need_id: str, action: str) -> Need:
    """A need on which the actor wants to take an action, locked for the change.

    NotFound for one that the actor may not even see, Forbidden for one that it may only see.
    """
    need = session.get(Need, need_id, with_for_update=True)
    if need is None:
        raise NotFound(MISSING)
    require(actor, action, need.organization_id, hidden=need.state not in PUBLIC)
    return need


def own_need_to_read(session: Session, actor: Actor, need_id: str, action: str) -> Need:
    """A need of the organisation acted for; NotFound for any other's."""
    need = session.get(Need, need_id)
    if need is None:
        raise NotFound(MISSING)
    require(actor, action, need.organization_id, hidden=True)
    return need


def own_needs(
    session: Session,
    actor: Actor,
    *,
    states: tuple[str, ...] = (),
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[Need], int]:
    """The needs of the organisation acted for, newest first, and how many there are."""
    require(actor, "need.read_own")
    found = select(Need).where(Need.organization_id == actor.organization)
    if states:
        found = found.where(Need.state.in_(states))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(Need.created_at.desc(), Need.id).limit(limit).offset(offset)
    return list(session.scalars(page)), total


def by_ids(session: Session, ids: Sequence[str]) -> list[Need]:
    """Public needs in the order of their ids; one that is gone meanwhile is left out."""
    found = select(Need).where(Need.id.in_(ids), Need.state.in_(PUBLIC))
    known = {need.id: need for need in session.scalars(found)}
    return [known[identifier] for identifier in ids if identifier in known]


def question(session: Session, question_id: str) -> Question:
    """One question; raises NotFound."""
    found = session.get(Question, question_id)
    if found is None:
        raise NotFound("There is no such question.")
    return found


def questions(session: Session, need: Need) -> list[Question]:
    """All questions on the need, oldest first."""
    found = select(Question).where(Question.need_id == need.id).order_by(Question.asked_at)
    return list(session.scalars(found))


def invitations(session: Session, need: Need) -> list[Invitation]:
    """Firms that the buyer invited, newest first."""
    found = select(Invitation).where(Invitation.need_id == need.id)
    return list(session.scalars(found.order_by(Invitation.invited_at.desc())))


def states(session: Session, actor: Actor) -> dict[str, int]:
    """How many needs of the organisation acted for are in each state."""
    require(actor, "need.read_own")
    counted = (
        select(Need.state, func.count())
        .where(Need.organization_id == actor.organization)
        .group_by(Need.state)
    )
    return dict(session.execute(counted).all())


def revisions(session: Session, need: Need) -> list[NeedRevision]:
    """What the need said before, newest first."""
    found = (
        select(NeedRevision)
        .where(NeedRevision.need_id == need.id)
        .order_by(NeedRevision.revision.desc())
    )
    return list(session.scalars(found))


def shown(need: Need) -> dict[str, Any]:
    """The need as the API answers it."""
    return need.content | {
        "id": need.id,
        "ref": need.ref,
        "organization": need.organization_id,
        "state": need.state,
        "revision": need.revision,
        "published_at": need.published_at.isoformat() if need.published_at else None,
        "reason": why(need),
    }
