"""What evaluation asks of slices that come after it; each of those registers its answer."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

Untouched = Callable[[Session, str], bool]
"""(session, award) -> whether nobody has done anything yet with what the award led to."""

_untouched: list[Untouched] = []


def answers_untouched(answer: Untouched) -> Untouched:
    """Register who knows what an award led to, and ends it when `award.undone` or
    `award.declined` tells that it is taken back; a decorator."""
    _untouched.append(answer)
    return answer


def untouched(session: Session, award_id: str) -> bool:
    """Whether a final award can still be taken back; not while nobody could end what it opened."""
    return bool(_untouched) and all(answer(session, award_id) for answer in _untouched)
