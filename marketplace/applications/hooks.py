"""What applications ask of slices that come after them; each of those registers its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from marketplace.needs.models import Need


@dataclass(frozen=True, slots=True)
class Promise:
    """Capacity that a firm has given elsewhere: what, how much of it, until when, and the path of
    the page that it comes from."""

    title: str
    quantity: float | None
    unit: str | None
    until: date | None
    href: str


Promised = Callable[[Session, str], Sequence[Promise]]
"""(session, firm) -> what it still has to deliver."""
PricesSealed = Callable[[Session, Need], bool]
"""(session, need) -> whether its buyer may not see prices yet (the second envelope)."""

_promised: list[Promised] = []
_prices: list[PricesSealed] = []


def answers_promised(answer: Promised) -> Promised:
    """Register who knows of open promises; a decorator."""
    _promised.append(answer)
    return answer


def answers_prices_sealed(answer: PricesSealed) -> PricesSealed:
    """Register who knows whether prices are hidden from the buyer; a decorator."""
    _prices.append(answer)
    return answer


def promised(session: Session, organization_id: str) -> list[Promise]:
    """What the firm still has to deliver elsewhere; nothing while nobody knows."""
    return [one for answer in _promised for one in answer(session, organization_id)]


def prices_sealed(session: Session, need: Need) -> bool:
    """Whether the need's buyer may not see prices although the seal is open."""
    return any(answer(session, need) for answer in _prices)
