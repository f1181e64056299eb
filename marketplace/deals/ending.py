"""Writes at a deal's end: complete, terminate, reopen, rate."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from marketplace import audit
from marketplace.deals import changes, snapshots
from marketplace.deals.deliveries import ACCEPTANCE
from marketplace.deals.journal import Act, begin, enter, tell, tell_deal
from marketplace.deals.models import Deal, Delivery, Dispute, Invoice, Rating
from marketplace.errors import Conflict
from marketplace.i18n import N_
from marketplace.needs.ending import follow_deals
from marketplace.policy import Actor

RATINGS = "deal.ratings"
RATING_TIME = timedelta(days=30)
OVER = ("completed", "terminated")


def complete_deal(
    session: Session, actor: Actor, deal_id: str, expected: int | None = None
) -> Deal:
    """Either party closes a deal of which all was accepted and all that was invoiced is paid.

    Raises Conflict naming what is still open: not-delivered, not-invoiced, not-paid, disputed.
    """
    deal = begin(session, actor, deal_id, "deal.act", expected)
    lack = lacks(session, deal)
    if lack:
        code, text = lack
        raise Conflict(text, code=code)
    _end(session, actor, deal, "complete", "completed", None)
    return deal


def lacks(session: Session, deal: Deal) -> tuple[str, str] | None:
    """What still keeps a deal from completing: a code and a sentence."""
    if deal.state == "disputed":
        return "disputed", N_("Settle the dispute first.")
    if deal.delivered_at is None:
        return "not-delivered", N_("Not all that is contracted was accepted yet.")
    if changes.pending(session, deal) is not None:
        return "change-pending", N_("A change waits for an answer.")
    if not deal.invoiced and deal.value:
        return "not-invoiced", N_("Nothing was invoiced yet.")
    if deal.paid < deal.invoiced:
        return "not-paid", N_("Not all that was invoiced is paid yet.")
    return None


def terminate_deal(
    session: Session, actor: Actor, deal_id: str, reason: str, expected: int | None = None
) -> Deal:
    """End a deal early, with a reason that the other party reads. What was accepted stays to be
    paid; what waits for acceptance is no longer delivered."""
    deal = begin(session, actor, deal_id, "deal.act", expected)
    _let_go(session, deal)
    _end(session, actor, deal, "terminate", "terminated", reason)
    return deal


def _let_go(session: Session, deal: Deal) -> None:
    waiting = select(Delivery).where(Delivery.deal_id == deal.id, Delivery.state == "recorded")
    for one in session.scalars(waiting):
        one.state, one.decided_at = "withdrawn", now(session)
        due.cancel(session, ACCEPTANCE, one.id)
    if (proposal := changes.pending(session, deal)) is not None:
        proposal.state, proposal.decided_at = "withdrawn", now(session)
    for dispute in session.scalars(
        select(Dispute).where(Dispute.deal_id == deal.id, Dispute.state == "open")
    ):
        dispute.state, dispute.outcome = "closed", "terminated"
        dispute.closed_at = now(session)


def _end(
    session: Session, actor: Actor, deal: Deal, kind: str, state: str, reason: str | None
) -> None:
    deal.state, deal.ended_at, deal.reason = state, now(session), reason
    facts = {"reason": reason} if reason else {}
    enter(session, actor, deal, Act(kind, None, facts))
    due.schedule(session, RATINGS, deal.id, now(session) + RATING_TIME)
    tell_deal(session, deal, f"deal.{state}")
    follow_need(session, deal)


def reopen(session: Session, deal: Deal) -> None:
    """A completed deal whose payment was denied is under way again."""
    deal.state, deal.ended_at = "delivered", None
    due.cancel(session, RATINGS, deal.id)
    follow_need(session, deal)


def follow_need(session: Session, deal: Deal) -> None:
    """The need is completed once all its deals are over and one of them was completed."""
    session.flush()
    states = set(session.scalars(select(Deal.state).where(Deal.need_id == deal.need_id)))
    follow_deals(session, deal.need_id, states <= set(OVER) and "completed" in states)


def rate(session: Session, actor: Actor, deal_id: str, score: int, text: str | None) -> Rating:
    """Rate the other party once the deal is over; both read both when both have rated, or when
    the time to rate is past."""
    deal = begin(session, actor, deal_id, "deal.act", over=OVER)
    _check_rating(session, actor, deal)
    one = Rating(
        id=new_id(session),
        deal_id=deal.id,
        by_id=actor.organization,
        of_id=deal.supplier_id if actor.organization == deal.buyer_id else deal.buyer_id,
        score=score,
        text=text,
        rated_at=now(session),
    )
    session.add(one)
    session.flush()
    deal.revision += 1
    audit.note(session, actor, "deal.rate", f"deal/{deal.id}")
    both = len(ratings(session, deal.id)) == 2
    if both:
        open_ratings(session, deal)
    said = {"by": actor.organization, "open": both}
    tell(session, deal, "deal.rated", snapshots.parties(deal) | said)
    return one


def _check_rating(session: Session, actor: Actor, deal: Deal) -> None:
    if deal.state not in OVER or deal.ended_at is None:
        raise Conflict("Ratings follow the deal's end.", code="deal-under-way")
    if now(session) > deal.ended_at + RATING_TIME:
        raise Conflict("The time to rate is past.", code="ratings-open")
    if any(one.by_id == actor.organization for one in ratings(session, deal.id)):
        raise Conflict("You have rated already.", code="rated")


def ratings(session: Session, deal_id: str) -> list[Rating]:
    """What the parties said, whoever may read it."""
    return list(session.scalars(select(Rating).where(Rating.deal_id == deal_id)))


def open_ratings(session: Session, deal: Deal) -> None:
    """From now on each can be read."""
    for one in ratings(session, deal.id):
        one.open_at = one.open_at or now(session)
    due.cancel(session, RATINGS, deal.id)


def unpaid(session: Session, deal: Deal) -> list[Invoice]:
    """Invoices that are not paid in full, by their due day."""
    found = select(Invoice).where(Invoice.deal_id == deal.id, Invoice.state == "open")
    return list(session.scalars(found.order_by(Invoice.due_on)))
