"""Jobs as full-time equivalents: hours by the local full time, months by the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marketplace.outcomes.amounts import ZERO, exact

CONTRACTS = ("permanent", "temporary", "seasonal")
SEXES = ("f", "m", "other", "undisclosed", "unknown")
AGE_BANDS = ("15-29", "30-54", "55+", "unknown")
UNKNOWN = "unknown"
YEAR = 12
NO_JOBS = ("intern", "volunteer", "consultant")
"""Words of a contract that make no job: unpaid interns, volunteers, consultancies."""


@dataclass(frozen=True, slots=True)
class Count:
    """People and their full-time equivalent."""

    headcount: int = 0
    fte: Decimal = ZERO

    def __add__(self, other: Count) -> Count:
        return Count(self.headcount + other.headcount, self.fte + other.fte)

    def __sub__(self, other: Count) -> Count:
        return Count(self.headcount - other.headcount, self.fte - other.fte)


@dataclass(frozen=True, slots=True)
class Net:
    """New jobs against a baseline: what was claimed, what of it replaces or makes up for losses
    (0 or less), and what is left."""

    claimed: Count
    deducted: Count
    net: Count


def fte_of(
    hours: Decimal, full_time: Decimal, months: int = YEAR, contract: str = "permanent"
) -> Decimal:
    """The equivalent of one person, 0 to 1, four places.

    Hours a week by the local full time (overtime makes no second job); seasonal work by the
    months of a year besides (indikit.net 3793: 20 of 40 hours are 0.5; HIPSO TA-08: three months
    are 0.25).
    """
    share = min(hours / full_time, Decimal(1))
    if contract == "seasonal":
        share = share * min(months, YEAR) / YEAR
    return exact(max(share, ZERO))


def count_of(lines: Iterable[Mapping[str, Any]]) -> Count:
    """The sum of lines {headcount, fte}."""
    total = Count()
    for line in lines:
        total += Count(int(line["headcount"]), exact(line["fte"]))
    return total


def net_of(
    baseline: Count, counted: Count, claimed: Count, staff: Count | None, lost: Count
) -> Net:
    """What a claim adds once refilled and lost posts are taken off.

    `counted` is what earlier claims added since the baseline. With the `staff` of the day known,
    all that counts is staff less baseline: a claimed post beyond it was refilled or made up for
    one that was lost (IRIS PI3687, PI5691). Else only losses that are told (`lost`) are taken off.
    """
    if staff is None:
        deducted = Count(-lost.headcount, -lost.fte)
    else:
        room = staff - baseline - counted
        surplus = claimed - room
        deducted = Count(-max(surplus.headcount, 0), -max(surplus.fte, ZERO))
    return Net(claimed, deducted, claimed + deducted)


def maintained(baseline: Count, staff: Count) -> Count:
    """What of the baseline is still there: a refilled post is maintained (IRIS PI5691)."""
    return Count(min(baseline.headcount, staff.headcount), min(baseline.fte, staff.fte))
