"""Indicators as different readers see them: definitions for all, figures as far as they may go."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from marketplace.errors import Fault, Invalid
from marketplace.outcomes import closing, setting, sheets, totals
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.outcomes.sheets import Sheet_
from marketplace.policy import Actor, may

LEAST_FIRMS = 5
"""Below so many firms a cut is not shown to the public: it might tell of a single one."""


def period_of(session: Session, text: str | None) -> str:
    """The period that a reader asks for, the whole by default; Invalid for what is none."""
    if not text or text == WHOLE:
        return WHOLE
    try:
        return setting.calendar(session).read(text)
    except (ValueError, OverflowError):
        raise Invalid([Fault("/period", "There is no such period.")]) from None


def sheet(session: Session, found: Sheet_) -> dict[str, Any]:
    """The public definition: the ten parts of a reference sheet."""
    one = found.indicator
    return {
        "code": one.code,
        "revision": found.revision,
        "unit": setting.unit_of(session, one.unit),
        "measure": one.measure,
        "ascending": one.ascending,
        "type": one.type,
        "how": one.how,
        "formula": dict(one.formula),
        "disaggregation": list(one.dimensions),
        "needs_baseline": one.needs_baseline,
        **found.content,
    }


def figure(session: Session, actor: Actor, code: str, period: str) -> dict[str, Any]:
    """What an indicator comes to, with its target; what waits is for the programme alone."""
    found = totals.total(session, code, period)
    wanted = sheets.target(sheets.get(session, code), period)
    told = _told(found) | {"target": None if wanted is None else plain(wanted)}
    if period != WHOLE and (restated := closing.restated(session, period, code)):
        told["as_locked"] = plain(restated[0])
    if may(actor, "outcome.read_all"):
        told |= {"waiting": plain(found.waiting), "waiting_entries": found.waiting_entries}
    return told


def cuts(
    session: Session, actor: Actor, code: str, period: str, dimension: str
) -> list[dict[str, Any]]:
    """Every bucket of a dimension; for the public none of fewer than five firms."""
    kind = sheets.get(session, code).indicator
    if dimension not in kind.dimensions:
        raise Invalid([Fault("/dimension", "This indicator has no such cut.")])
    found = totals.totals(session, code, period, dimension)
    inside = may(actor, "outcome.read_all")
    return [
        {"bucket": one.bucket} | _told(one) for one in found if inside or one.firms >= LEAST_FIRMS
    ]


def _told(found: totals.Total) -> dict[str, Any]:
    def text(value: Any) -> str | None:
        return None if value is None else plain(value)

    return {
        "period": found.period,
        "value": text(found.value),
        "firms": found.firms,
        "of": found.of,
        "entries": found.entries,
        "numerator": text(found.numerator),
        "denominator": text(found.denominator),
        "mean": text(found.mean),
    }
