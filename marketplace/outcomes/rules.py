"""Decisions of the ledger: gates, growth, shares, samples, and what may become of a claim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from marketplace.i18n import N_
from marketplace.outcomes.amounts import ZERO, exact

WAITING = ("claimed", "evidenced")
"""Statuses of an entry on which nobody has decided yet."""
COUNTED = "verified"
DECISIONS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "accept": (WAITING, "verified"),
    "correct": (WAITING, "verified"),
    "return": ((*WAITING, "verified"), "returned"),
    "reject": ((*WAITING, "returned", "verified"), "rejected"),
}
"""What an officer may decide: the states that a claim may be in before, the one after."""

LEAST_MONTHS = 6
"""Firms supported for a shorter time are left out of growth, and listed."""
REVENUE_PER_FTE = Decimal(3_370_000)
"""MKD of yearly revenue for each person employed, around which the gate of rule 6 lies."""
GROWTH_GATE = (Decimal("-0.60"), Decimal("2.00"))
EMPLOYEE_GATE = (Decimal("0.2"), Decimal("5"))
JUMP_GATE = Decimal("1.00")

Faults = list[tuple[str, str]]
Gate = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of a cohort in per cent: of its pooled revenue, and the mean of its firms' rates.

    Both are None without a firm, or where there was no revenue before. `counted` of `firms`.
    """

    pooled: Decimal | None
    mean: Decimal | None
    before: Decimal
    after: Decimal
    counted: int
    firms: int


def growth(pairs: Iterable[tuple[Decimal, Decimal]], firms: int) -> Growth:
    """(revenue before, revenue after) of the matched, verified firms, of `firms` in all.

    Pooled, not the mean of rates: (sum after - sum before) / sum before (IRIS FP4761).
    """
    known = [pair for pair in pairs if pair[0] > 0]
    before = sum((one for one, _ in known), ZERO)
    after = sum((one for _, one in known), ZERO)
    if not known:
        return Growth(None, None, before, after, 0, firms)
    rates = [(late - early) / early for early, late in known]
    mean = exact(100 * sum(rates, ZERO) / len(rates))
    return Growth(percent(after - before, before), mean, before, after, len(known), firms)


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Per cent, four places; None where the whole is nought."""
    return exact(100 * part / whole) if whole else None


def months_between(first: date, last: date) -> int:
    """Whole months from the first day to the last."""
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole - (last.day < first.day)


def gates_of_revenue(
    amount: Decimal, before: Decimal | None, fte: Decimal | None, currency: str
) -> list[Gate]:
    """The gates of rule 6 that a year's revenue trips, each with its figure and its limits."""
    found = []
    if before:
        change = (amount - before) / before
        if not GROWTH_GATE[0] <= change <= GROWTH_GATE[1]:
            found.append(_gate("growth", 100 * change, [100 * one for one in GROWTH_GATE]))
    if fte and currency == "MKD":
        each = amount / fte
        limits = [share * REVENUE_PER_FTE for share in EMPLOYEE_GATE]
        if not limits[0] <= each <= limits[1]:
            found.append(_gate("per_employee", each, limits))
    return found


def gates_of_jobs(claimed: Decimal, before: Decimal | None, after: Decimal | None) -> list[Gate]:
    """The gate of rule 6 on jobs: more than double the full-time equivalents known before."""
    if not before:
        return []
    rise = (after if after is not None else before + claimed) - before
    change = rise / before
    if change <= JUMP_GATE:
        return []
    return [_gate("jump", 100 * change, [ZERO, 100 * JUMP_GATE])]


def _gate(code: str, figure: Decimal, limits: Sequence[Decimal]) -> Gate:
    return {
        "code": code,
        "figure": str(round(figure, 1)),
        "limits": [str(round(one, 1)) for one in limits],
    }


def faults_of_shares(shares: Sequence[Mapping[str, Any]]) -> Faults:
    """What is wrong with contribution shares: below nought, or more than one in sum."""
    faults = [
        (f"/shares/{place}/share", N_("A share lies between 0 and 1."))
        for place, one in enumerate(shares)
        if not 0 <= Decimal(one["share"]) <= 1
    ]
    if not faults and own_share(shares) < 0:
        faults.append(("/shares", N_("The shares sum to more than one.")))
    return faults


def own_share(shares: Iterable[Mapping[str, Any]]) -> Decimal:
    """What is left for the firm itself."""
    return exact(1 - sum((Decimal(one["share"]) for one in shares), ZERO))


def draw(seed: str, claim_id: str) -> Decimal:
    """A number from 0 to below 1 that the seed and the claim fix: anybody can draw it again."""
    digest = hashlib.sha256(f"{seed}/{claim_id}".encode()).digest()
    return (Decimal(int.from_bytes(digest[:6], "big")) / 2**48).quantize(Decimal("0.000001"))


def sampled(
    size: Decimal, threshold: Decimal, share: Decimal, seed: str, claim_id: str
) -> dict[str, Any]:
    """How the plan takes a claim: by its size, by the draw, or not."""
    drawn = draw(seed, claim_id)
    why = "size" if size >= threshold else "draw" if drawn < share else None
    return {"why": why, "seed": seed, "draw": str(drawn), "share": str(share)}


def baseline_holds(as_of: date, first_support: date | None) -> bool:
    """Whether a firm's state of that day can be what later results are held against."""
    return first_support is None or as_of <= first_support
