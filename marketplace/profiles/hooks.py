"""What profiles ask of slices that come after them; each of those registers its answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

Applied = Callable[[Session, str, Collection[str]], set[str]]
"""(session, buyer, firms) -> those of the firms that applied to a need of the buyer."""
Awards = Callable[[Session, Collection[str]], Mapping[str, Sequence[str]]]
"""(session, suppliers) -> titles of the public awards that each of them won."""

Promised = Callable[[Session, str], Mapping[str, float]]
"""(session, firm) -> units a month that its open deals still take, by unit."""
Panels = Callable[[Session, str], tuple[str, dict[str, Any]] | None]
"""(session, organisation) -> a template for its public page and its facts, or None."""

_applied: list[Applied] = []
_promised: list[Promised] = []
_panels: list[Panels] = []
_awards: list[Awards] = []


def answers_applied(answer: Applied) -> Applied:
    """Register who knows which firms applied to a buyer; a decorator."""
    _applied.append(answer)
    return answer


def answers_awards(answer: Awards) -> Awards:
    """Register who knows what suppliers won; a decorator."""
    _awards.append(answer)
    return answer


def applied(session: Session, buyer: str | None, firms: Collection[str]) -> set[str]:
    """The firms that applied to this buyer; none while nobody knows."""
    if buyer is None:
        return set()
    return set().union(*(answer(session, buyer, firms) for answer in _applied))


def award_titles(session: Session, suppliers: Collection[str]) -> dict[str, list[str]]:
    """Titles of public awards that each of these suppliers won, the newest first."""
    found: dict[str, list[str]] = {supplier: [] for supplier in suppliers}
    for answer in _awards:
        for supplier, titles in answer(session, suppliers).items():
            found[supplier] += titles
    return found


def answers_promised(answer: Promised) -> Promised:
    """Register who knows what firms have promised; a decorator."""
    _promised.append(answer)
    return answer


def answers_panels(answer: Panels) -> Panels:
    """Register who has something to show on an organisation's public page; a decorator."""
    _panels.append(answer)
    return answer


def promised(session: Session, firm: str) -> dict[str, float]:
    """Units a month that the firm has promised, by unit."""
    found: dict[str, float] = {}
    for answer in _promised:
        for unit, amount in answer(session, firm).items():
            found[unit] = found.get(unit, 0) + amount
    return found


def panels(session: Session, organization: str) -> list[tuple[str, dict[str, Any]]]:
    """What other slices show on the organisation's public page."""
    found = (answer(session, organization) for answer in _panels)
    return [panel for panel in found if panel is not None]
