"""The funnel's stages: what a need's times say of how far it came, and why no further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

STAGES = (
    *("posted", "matched", "viewed", "contacted", "applied"),
    *("shortlisted", "awarded", "delivered", "paid", "verified"),
)
LOSSES = (
    *("under_way", "no_match", "not_viewed", "no_application", "withdrawn"),
    *("none_chosen", "taken_back", "cancelled", "suspended", "terminated"),
)
"""Why a need went no further than it did; `under_way` is no loss yet."""
Times = Mapping[str, datetime | None]


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of a need besides its times, to say why it went no further.

    `state` is the need's; of its applications `live` still stand without a decision, `refused`
    were not selected, `sent` counts all; `given` says whether an award stands, `taken` whether one
    was declined, cancelled or undone; `deal` is how its deal stands, if it has one.
    """

    state: str
    live: int = 0
    refused: int = 0
    sent: int = 0
    given: bool = False
    taken: bool = False
    deal: str | None = None


def reached(times: Times) -> int:
    """The furthest stage with a time, counted from 0: having come to it, a need counts at all
    stages before it."""
    return max(place for place, stage in enumerate(STAGES) if place == 0 or times.get(stage))


def waits(times: Times) -> dict[str, int | None]:
    """By stage whole minutes since the last stage before it that has a time, never below nought."""
    found: dict[str, int | None] = {}
    before = times[STAGES[0]]
    for stage in STAGES[1:]:
        at = times.get(stage)
        found[stage] = None
        if at is not None and before is not None:
            found[stage] = max(0, int((at - before).total_seconds() // 60))
        before = at or before
    return found


def loss(stage: int, stand: Stand) -> str | None:
    """Why a need at this stage went no further; None where there is nothing after it."""
    if stage == len(STAGES) - 1:
        return None
    if stand.state in ("cancelled", "suspended"):
        return stand.state
    if stand.deal == "terminated":
        return "terminated"
    if stand.deal or stand.given or stand.state == "published":
        return "under_way"
    return _of_closed(stage, stand)


def _of_closed(stage: int, stand: Stand) -> str:
    """Of a closed need to which no award stands."""
    if stand.taken:
        return "taken_back"
    if stand.live:
        return "under_way"
    if stand.sent:
        return "none_chosen" if stand.refused else "withdrawn"
    if stage < STAGES.index("matched"):
        return "no_match"
    return "not_viewed" if stage < STAGES.index("viewed") else "no_application"


def counts(by_reached: Mapping[int, int]) -> list[int]:
    """How many came to each stage or further; never rises from one stage to the next."""
    return [
        sum(count for furthest, count in by_reached.items() if furthest >= place)
        for place in range(len(STAGES))
    ]


def median(values: Sequence[float]) -> float | None:
    """The middle value, the mean of the middle two; None of none."""
    held = sorted(values)
    if not held:
        return None
    return (held[(len(held) - 1) // 2] + held[len(held) // 2]) / 2
