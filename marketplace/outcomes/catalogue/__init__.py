"""The indicator catalogue as it ships: codes, definitions, disaggregation, formulas, targets.

Names and targets of BEP-01 and BEP-02 are the programme's; other wording follows the standards
named in `xref`. Codes of the donor's standard indicators are left to the deployment's staff: each
sheet has a field for them, empty at first.
"""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.outcomes.catalogue import core, cross, objective1, objective2, objective3
from marketplace.outcomes.catalogue.shape import Indicator

__all__ = ["ALL", "PARTS", "Indicator", "Part"]

ALL: Mapping[str, Indicator] = {
    one.code: one
    for module in (core, objective1, objective2, objective3, cross)
    for one in module.INDICATORS
}


class Part:
    """A numerator or denominator that is entered as values of its own, under CODE.n or CODE.d."""

    def __init__(self, code: str, parent: Indicator, says: str) -> None:
        formula = parent.formula
        self.code, self.parent, self.name = code, parent, says
        self.unit: str = formula["unit"]
        self.how: str = formula.get("how", "flow")
        self.dimensions = tuple(parent.dimensions)
        self.needs_baseline = False


PARTS: Mapping[str, Part] = {
    code: Part(code, one, says)
    for one in ALL.values()
    if one.formula.get("kind") == "ratio"
    for codes, says in zip(
        (one.formula["numerator"], one.formula["denominator"]), one.formula["says"], strict=True
    )
    for code in codes
    if code not in ALL
}
