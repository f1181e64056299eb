"""What a condition comes to: met, partly met, failed or not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["met", "partly", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition held against one candidate. A failed one makes it not eligible.

    What is not known, or met for a part, is a gap with a remedy, never a failure. `code` and
    `facts` (JSON values) say the same as `text` and `remedy`, for other languages.
    """

    code: str
    outcome: Outcome
    text: str
    remedy: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def eligible(checks: tuple[Check, ...]) -> bool:
    """True unless a condition is known to be failed."""
    return all(check.outcome != "failed" for check in checks)


def met_share(checks: tuple[Check, ...]) -> float:
    """Share of the conditions that are known to be met, 0 to 1; 0 where nothing is asked."""
    return sum(check.outcome == "met" for check in checks) / len(checks) if checks else 0.0
