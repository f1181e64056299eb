"""What profiles ask of slices that come after them; each of those registers its answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy.orm import Session

Applied = Callable[[Session, str, Collection[str]], set[str]]
"""(session, buyer, firms) -> those of the firms that applied to a need of the buyer."""
Awards = Callable[[Session, Collection[str]], Mapping[str, Sequence[str]]]
"""(session, suppliers) -> titles of the public awards that each of them won."""

_applied: list[Applied] = []
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
