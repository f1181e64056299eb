"""A deal whose award is taken back in time, before either party did anything on it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from events.envelope import Event
from marketplace.deals import rules
from marketplace.deals.journal import Act, enter, tell_deal
from marketplace.deals.models import Deal, DealEntry
from marketplace.evaluation.hooks import answers_untouched


def of_award(session: Session, award_id: str) -> Deal | None:
    """The deal that an award opened, if it did."""
    return session.scalar(select(Deal).where(Deal.award_id == award_id))


@answers_untouched
def untouched(session: Session, award_id: str) -> bool:
    """Whether neither party has entered anything on the deal; the lock keeps them from it until
    the award is taken back or not."""
    found = select(Deal).where(Deal.award_id == award_id).with_for_update()
    deal = session.scalar(found)
    if deal is None:
        return True
    acts = select(func.count()).where(
        DealEntry.deal_id == deal.id, DealEntry.organization_id.is_not(None)
    )
    return deal.state == "open" and not session.scalar(acts)


def end_deal(session: Session, event: Event) -> None:
    """The consumer's part: `award.undone` or `award.declined` ends what the award opened."""
    deal = of_award(session, event.data["id"])
    if deal is None or deal.state not in rules.ACTIVE:
        return
    reason = event.data.get("reason")
    deal.state, deal.ended_at, deal.reason = "terminated", now(session), reason
    facts = {"reason": reason} if reason else {}
    enter(session, None, deal, Act("terminate", None, facts))
    tell_deal(session, deal, "deal.terminated")
