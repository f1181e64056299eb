"""Disputes: raised by one party, taken step by step, settled by both or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace.deals import snapshots
from marketplace.deals.journal import Act, begin, enter, tell, tell_deal
from marketplace.deals.models import Deal, Dispute
from marketplace.errors import Conflict, Forbidden, NotFound
from marketplace.policy import Actor

ABOUT = ("delivery", "quality", "invoice", "payment", "other")


def open_dispute(
    session: Session,
    actor: Actor,
    deal_id: str,
    body: Mapping[str, Any],
    expected: int | None = None,
) -> Dispute:
    """A party says what it does not agree with; the deal cannot complete until that is settled."""
    deal = begin(session, actor, deal_id, "deal.act", expected, over=("terminated",))
    one = Dispute(
        id=new_id(session),
        deal_id=deal.id,
        by_id=actor.organization,
        about=body["about"],
        subject=body.get("subject"),
        text=body["text"],
        steps=[],
        state="open",
        opened_at=now(session),
    )
    session.add(one)
    enter(session, actor, deal, Act("dispute", one.id, {"about": one.about}, undoable=True))
    tell(session, deal, "dispute.opened", snapshots.dispute_data(deal, one))
    tell_deal(session, deal)
    return one


def answer_dispute(
    session: Session,
    actor: Actor,
    deal_id: str,
    dispute_id: str,
    text: str,
    settles: bool = False,
    expected: int | None = None,
) -> Dispute:
    """A step of either party; one that `settles` is an offer that the other can agree to."""
    deal, one = _open(session, actor, deal_id, dispute_id, expected)
    step = {
        "at": now(session).isoformat(),
        "by": actor.organization,
        "text": text,
        "settles": settles,
    }
    one.steps = [*one.steps, step]
    enter(session, actor, deal, Act("answer", one.id))
    tell(session, deal, "dispute.answered", snapshots.dispute_data(deal, one, actor.organization))
    return one


def close_dispute(
    session: Session, actor: Actor, deal_id: str, dispute_id: str, expected: int | None = None
) -> Dispute:
    """Agree to the other's last offer; or, by whoever raised it, withdraw it where none waits.

    Raises Forbidden for a party that can do neither.
    """
    deal, one = _open(session, actor, deal_id, dispute_id, expected)
    offer = offer_to(one, actor.organization)
    if offer is None and one.by_id != actor.organization:
        raise Forbidden("Agree to an offer of the other party, or make one.")
    one.state, one.closed_at = "closed", now(session)
    one.outcome, one.agreed = ("agreed", offer["text"]) if offer else ("withdrawn", None)
    enter(session, actor, deal, Act("settle", one.id, {"outcome": one.outcome}))
    tell(session, deal, "dispute.closed", snapshots.dispute_data(deal, one, actor.organization))
    tell_deal(session, deal)
    return one


def offer_to(one: Dispute, organization: str | None) -> Mapping[str, Any] | None:
    """The last step that would settle it, if the other party took it."""
    offers = [step for step in one.steps if step["settles"]]
    return offers[-1] if offers and offers[-1]["by"] != organization else None


def _open(
    session: Session, actor: Actor, deal_id: str, dispute_id: str, expected: int | None
) -> tuple[Deal, Dispute]:
    deal = begin(session, actor, deal_id, "deal.act", expected, over=("terminated",))
    one = session.get(Dispute, dispute_id)
    if one is None or one.deal_id != deal.id:
        raise NotFound("There is no such dispute.")
    if one.state != "open":
        raise Conflict("This dispute is closed.", code="dispute-closed")
    return deal, one
