"""The clock's part on deals: acceptance terms, payments due and late, ratings that open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from events import due
from events.due import Fire
from marketplace.deals import rules, snapshots
from marketplace.deals.billing import PAYMENT
from marketplace.deals.deliveries import ACCEPTANCE, accept_by, settle
from marketplace.deals.ending import RATINGS, open_ratings
from marketplace.deals.journal import morning, tell, today
from marketplace.deals.models import Deal, Delivery, Invoice

AGAIN = timedelta(days=14)
"""Between two reminders of a late payment."""


def acceptance(session: Session, delivery_id: str) -> None:
    """The term to accept is past: what the contract says for it, else a reminder each term."""
    one = session.get(Delivery, delivery_id)
    if one is None or one.state != "recorded":
        return
    deal = session.get_one(Deal, one.deal_id, with_for_update=True)
    if deal.terms["silence"] == "accepted":
        settle(session, None, deal, one, rules.quantities(one.lots), None)
        return
    _remind(session, deal, "acceptance", one.id, today(session))
    due.schedule(session, ACCEPTANCE, one.id, accept_by(session, deal, today(session)))


def payment(session: Session, invoice_id: str) -> None:
    """An invoice is due soon, or late: both parties hear of it, again every 14 days."""
    one = session.get(Invoice, invoice_id)
    if one is None or one.state != "open":
        return
    deal = session.get_one(Deal, one.deal_id, with_for_update=True)
    day = today(session)
    late = day > one.due_on
    _remind(session, deal, "payment_late" if late else "payment_due", one.id, one.due_on)
    following = day + AGAIN if late else one.due_on + timedelta(days=1)
    due.schedule(session, PAYMENT, one.id, morning(session, following))


def ratings(session: Session, deal_id: str) -> None:
    """The time to rate is past: what was said can be read."""
    deal = session.get_one(Deal, deal_id, with_for_update=True)
    open_ratings(session, deal)
    deal.revision += 1
    tell(session, deal, "deal.rated", snapshots.parties(deal) | {"by": None, "open": True})


def _remind(session: Session, deal: Deal, about: str, subject: str, day: date) -> None:
    said = {"about": about, "subject": subject, "due": day.isoformat()}
    deal.revision += 1
    tell(session, deal, "deal.reminder", snapshots.parties(deal) | said)


FIRES: Mapping[str, Fire] = {ACCEPTANCE: acceptance, PAYMENT: payment, RATINGS: ratings}
