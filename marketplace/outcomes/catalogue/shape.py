"""An indicator as the catalogue ships it; staff may change its sheet afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marketplace.i18n import N_

AS_JOBS = ("sex", "age", "contract", "size", "region", "bso", "lead_firm", "objective")
FIRM = ("size", "region", "sector", "women_owned", "youth_owned")
QUARTERLY = N_("Each quarter, within 45 days of its end")
YEARLY = N_("Each year, within 45 days of its end")
STAFF_ROLE = N_("Monitoring officer of the programme")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    `how` says what becomes of its entries: flow, stock, distinct, excess, or derived, for one that
    is computed by `formula` from the entries of others. `type` is that of IATI (1 output,
    2 outcome, 3 impact), `measure` too (1 unit, 2 percentage). `xref` pairs a vocabulary with a
    code. `needs_baseline` excludes firms without one, which are then listed.
    """

    code: str
    name: str
    definition: str
    unit: str
    how: str
    dimensions: Sequence[str]
    type: int
    source: str
    evidence: str
    xref: Sequence[tuple[str, str]] = ()
    ascending: bool = True
    measure: int = 1
    formula: Mapping[str, Any] = field(default_factory=dict)
    targets: Sequence[Mapping[str, str]] = ()
    needs_baseline: bool = False
    responsible: str = STAFF_ROLE
    frequency: str = QUARTERLY
    limits: str = ""


def ratio(code: str, numerator: str, denominator: str, unit: str = "%") -> dict[str, Any]:
    """A formula over two parts that are entered as values of their own, CODE.n and CODE.d."""
    return {
        "kind": "ratio",
        "numerator": [f"{code}.n"],
        "denominator": [f"{code}.d"],
        "says": [numerator, denominator],
        "unit": unit,
    }
