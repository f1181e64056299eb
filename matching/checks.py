"""What a condition comes to: met, partly met, failed or not known.

Outcomes of all candidates are numbers in columns; their words are made only for who is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Outcome = Literal["met", "partly", "failed", "unknown"]
Flags = NDArray[np.bool_]

OUTCOMES: tuple[Outcome, ...] = ("met", "partly", "failed", "unknown")
MET, FAILED = OUTCOMES.index("met"), OUTCOMES.index("failed")
ABSENT = -1
"""Instead of a case: nothing is asked of that candidate."""


class Check(NamedTuple):
    """One condition held against one candidate. A failed one makes it not eligible.

    What is not known, or met for a part, is a gap with a remedy, never a failure. `code` and
    `facts` (JSON values) say the same as `text` and `remedy`, for other languages.
    """

    code: str
    outcome: Outcome
    text: str
    remedy: str = ""
    facts: Mapping[str, Any] = {}


def eligible(checks: tuple[Check, ...]) -> bool:
    """True unless a condition is known to be failed."""
    return all(check.outcome != "failed" for check in checks)


class Case(NamedTuple):
    """One way in which a condition can come out."""

    code: str
    outcome: Outcome
    remedy: str = ""


Tell = Callable[[Case, Any], tuple[str, Mapping[str, Any]]]
"""(case, what was measured) -> the text, and the facts behind it."""


class Condition:
    """One condition of a need held against all candidates.

    `which` is the place of each candidate's case among `cases`, or ABSENT; `measured` is what
    its text is made from.
    """

    def __init__(
        self, cases: Sequence[Case], which: NDArray[Any], measured: NDArray[Any], tell: Tell
    ) -> None:
        self._cases, self._which, self._measured, self._tell = cases, which, measured, tell
        self._told: dict[Any, Check] = {}

    @property
    def outcomes(self) -> NDArray[np.int8]:
        """Each candidate's place among OUTCOMES, or ABSENT."""
        found = [OUTCOMES.index(case.outcome) for case in self._cases]
        return np.array([*found, ABSENT], dtype=np.int8)[self._which]

    def check(self, at: int) -> Check | None:
        """The condition held against one candidate; candidates that measure alike share it."""
        which, measured = self._which.item(at), self._measured.item(at)
        if which == ABSENT:
            return None
        found = self._told.get((which, measured))
        if found is None:
            case = self._cases[which]
            text, facts = self._tell(case, measured)
            found = Check(case.code, case.outcome, text, case.remedy, facts)
            self._told[which, measured] = found
        return found


class Conditions:
    """All conditions of a need, held against `size` candidates."""

    def __init__(self, size: int, found: Sequence[Condition]) -> None:
        self._found = found
        self._told: dict[int, tuple[Check, ...]] = {}
        self._outcomes = np.array([one.outcomes for one in found], dtype=np.int8).reshape(
            len(found), size
        )

    @property
    def fits(self) -> Flags:
        """False for a candidate that is known to fail one."""
        fits: Flags = (self._outcomes != FAILED).all(axis=0)
        return fits

    @property
    def met_share(self) -> NDArray[np.float64]:
        """Share of each candidate's conditions that it is known to meet; 0 where none is asked."""
        asked = (self._outcomes != ABSENT).sum(axis=0)
        return (self._outcomes == MET).sum(axis=0) / np.maximum(asked, 1)

    def checks(self, at: int) -> tuple[Check, ...]:
        """The conditions that are asked of one candidate, in words."""
        if at not in self._told:
            found = (condition.check(at) for condition in self._found)
            self._told[at] = tuple(check for check in found if check is not None)
        return self._told[at]
