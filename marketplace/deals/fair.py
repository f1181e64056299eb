"""How a buyer deals: days to answer, needs called off, days to pay; of the last twelve months."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.deals.journal import today
from marketplace.deals.models import Invoice, Rating
from marketplace.needs.models import Need, Question

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fair:
    """Medians in days, None of nothing, each with the number that it is of. `late` invoices were
    paid after their due day or are open past it; `rating` is the mean of 1 to 5."""

    days_to_answer: float | None
    questions: int
    cancelled: int
    needs: int
    days_to_pay: float | None
    agreed_days: float | None
    invoices: int
    late: int
    rating: float | None
    ratings: int

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.questions or self.needs or self.invoices or self.ratings)


def figures(session: Session, organization: str) -> Fair:
    """The figures of an organisation as a buyer, and what others rated it as either party."""
    since = now(session) - YEAR
    answered = _answers(session, organization, since)
    states = session.scalars(
        select(Need.state).where(Need.organization_id == organization, Need.published_at >= since)
    ).all()
    invoices = _invoices(session, organization)
    paid = [one for one in invoices if one.paid_on is not None]
    scores = session.scalars(
        select(Rating.score).where(Rating.of_id == organization, Rating.open_at >= since)
    ).all()
    return Fair(
        days_to_answer=_median(answered),
        questions=len(answered),
        cancelled=states.count("cancelled"),
        needs=len(states),
        days_to_pay=_median([(one.paid_on - one.issued_on).days for one in paid]),
        agreed_days=_median([(one.due_on - one.issued_on).days for one in paid]),
        invoices=len(paid),
        late=sum(_is_late(session, one) for one in invoices),
        rating=round(sum(scores) / len(scores), 1) if scores else None,
        ratings=len(scores),
    )


def _answers(session: Session, organization: str, since: Any) -> list[float]:
    rows = session.execute(
        select(Question.asked_at, Question.answered_at)
        .join(Need, Need.id == Question.need_id)
        .where(Need.organization_id == organization, Question.answered_at >= since)
    )
    return [(row.answered_at - row.asked_at) / DAY for row in rows]


def _invoices(session: Session, organization: str) -> list[Any]:
    """Those that were paid, or fell due, within the year."""
    edge = today(session) - YEAR
    found = select(Invoice.issued_on, Invoice.due_on, Invoice.paid_on).where(
        Invoice.buyer_id == organization,
        Invoice.state != "withdrawn",
        (Invoice.paid_on >= edge) | ((Invoice.paid_on.is_(None)) & (Invoice.due_on >= edge)),
    )
    return list(session.execute(found))


def _is_late(session: Session, one: Any) -> bool:
    return (one.paid_on or today(session)) > one.due_on


def _median(values: list[Any]) -> float | None:
    return round(float(median(values)), 1) if values else None


def shown(found: Fair) -> dict[str, Any]:
    """The figures as the API answers them."""
    return asdict(found)
