"""Reads on matches, from the buyer's side and from the firm's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.matches.models import Judgement, Shortlist, ShortlistEntry
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need_to_read
from marketplace.policy import Actor, require

CLOSE = 0.03
"""Score from which a near miss is worth telling: closing its gaps would bring it onto the list."""


@dataclass(frozen=True, slots=True)
class Match:
    """A need that an organisation is matched with, as that organisation sees it."""

    need: Need
    entry: ShortlistEntry
    shortlist: Shortlist
    verdict: str | None


def shortlist(
    session: Session, actor: Actor, need_id: str
) -> tuple[Need, Shortlist | None, Sequence[ShortlistEntry]]:
    """The buyer's list: eligible first, then near misses; no head until it is first ranked."""
    need = own_need_to_read(session, actor, need_id, "shortlist.read")
    head = session.get(Shortlist, need_id)
    entries = session.scalars(
        select(ShortlistEntry)
        .where(ShortlistEntry.need_id == need_id)
        .order_by(ShortlistEntry.place)
    ).all()
    return need, head, entries


def my_matches(
    session: Session, actor: Actor, *, hidden: bool = False, limit: int = 20, offset: int = 0
) -> tuple[list[Match], int]:
    """Open needs that the organisation acted for fits, or comes close to, best fit first.

    `hidden` includes those that it said are not for it.
    """
    require(actor, "match.read", actor.organization)
    found = _open_matches(session, actor)
    if not hidden:
        found = found.where(func.coalesce(Judgement.verdict, "") != "not_for_us")
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = (
        found.order_by(ShortlistEntry.eligible.desc(), ShortlistEntry.score.desc(), Need.id)
        .limit(limit)
        .offset(offset)
    )
    return [Match(*row) for row in session.execute(page)], total


def _open_matches(session: Session, actor: Actor) -> Select[Need, ShortlistEntry, Shortlist, str]:
    judged = (
        (Judgement.need_id == Need.id)
        & (Judgement.organization_id == ShortlistEntry.organization_id)
        & (Judgement.by_organization == actor.organization)
    )
    return (
        select(Need, ShortlistEntry, Shortlist, Judgement.verdict)
        .join(ShortlistEntry, ShortlistEntry.need_id == Need.id)
        .join(Shortlist, Shortlist.need_id == Need.id)
        .outerjoin(Judgement, judged)
        .where(
            ShortlistEntry.organization_id == actor.organization,
            ShortlistEntry.eligible | (ShortlistEntry.score >= CLOSE),
            Need.state == "published",
            Need.apply_by > now(session),
        )
    )


def match_of(session: Session, actor: Actor, need_id: str) -> Match | None:
    """How the organisation acted for fits one open need, if it stands on its list."""
    if actor.organization is None:
        return None
    row = session.execute(_open_matches(session, actor).where(Need.id == need_id)).first()
    return Match(*row) if row else None
