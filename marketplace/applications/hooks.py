"""What applications ask of slices that come after them; each of those registers its answer.

What a firm has promised elsewhere is asked of profiles (profiles.hooks.promised).
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from marketplace.needs.models import Need

PricesSealed = Callable[[Session, Need], bool]
"""(session, need) -> whether its buyer may not see prices yet (the second envelope)."""

_prices: list[PricesSealed] = []


def answers_prices_sealed(answer: PricesSealed) -> PricesSealed:
    """Register who knows whether prices are hidden from the buyer; a decorator."""
    _prices.append(answer)
    return answer


def prices_sealed(session: Session, need: Need) -> bool:
    """Whether the need's buyer may not see prices although the seal is open."""
    return any(answer(session, need) for answer in _prices)
