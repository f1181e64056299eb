"""Writes on matches: what the two sides say of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.errors import NotFound
from marketplace.matches.models import Judgement, ShortlistEntry
from marketplace.needs.queries import visible_need
from marketplace.policy import Actor, require

BUYER_VERDICTS = ("useful", "not_useful")
FIRM_VERDICTS = ("saved", "not_for_us")


def judge(
    session: Session,
    actor: Actor,
    need_id: str,
    organization_id: str,
    verdict: str,
    reason: str | None = None,
) -> Judgement:
    """Say what one thinks of a match: the buyer of a place on its list, the firm of a need.

    Raises NotFound unless the actor stands on one side of that match.
    """
    need = visible_need(session, actor, need_id)
    sides = {need.organization_id: BUYER_VERDICTS, organization_id: FIRM_VERDICTS}
    require(actor, "match.judge", set(sides), hidden=True)
    if verdict not in sides[str(actor.organization)] or not _stands(
        session, need_id, organization_id
    ):
        raise NotFound("There is no such match.")
    judgement = session.merge(
        Judgement(
            need_id=need_id,
            organization_id=organization_id,
            by_organization=actor.organization,
            verdict=verdict,
            reason=reason,
            user_id=actor.user,
            at=now(session),
        )
    )
    audit.note(
        session, actor, f"match.{verdict}", f"need/{need_id}", {"organization": organization_id}
    )
    return judgement


def _stands(session: Session, need_id: str, organization_id: str) -> bool:
    return (
        session.scalar(
            select(ShortlistEntry.place).where(
                ShortlistEntry.need_id == need_id,
                ShortlistEntry.organization_id == organization_id,
            )
        )
        is not None
    )
