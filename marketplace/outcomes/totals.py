"""Totals of indicators: read from the projections, ratios computed from their parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.outcomes import contributions, growing, lateness
from marketplace.outcomes.amounts import ZERO, exact
from marketplace.outcomes.catalogue import ALL
from marketplace.outcomes.models import Figure, FirmFigure
from marketplace.outcomes.periods import ALL as WHOLE


@dataclass(frozen=True, slots=True)
class Total:
    """What an indicator comes to in a period and cut.

    `value` is verified, None where there is nothing to compute it from; `waiting` is claimed and
    not decided; `firms` counts those behind `value`, of `of` where that is known. `numerator` and
    `denominator` are a ratio's; `mean` is the mean of firms' rates beside a pooled one.
    """

    indicator: str
    period: str
    dimension: str = ""
    bucket: str = ""
    value: Decimal | None = None
    waiting: Decimal = ZERO
    firms: int = 0
    of: int | None = None
    entries: int = 0
    waiting_entries: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    mean: Decimal | None = None


BY_INDICATOR = "indicator"
"""The cut of what is measured over all indicators."""
Computes = Callable[[Session, str, str, str], Total | None]
_computed: dict[str, Computes] = {}


def computes(indicator: str) -> Callable[[Computes], Computes]:
    """Register who computes an indicator of the platform itself, from (session, period,
    dimension, bucket); a decorator for later slices."""

    def register(compute: Computes) -> Computes:
        _computed[indicator] = compute
        return compute

    return register


def total(
    session: Session, indicator: str, period: str = WHOLE, dimension: str = "", bucket: str = ""
) -> Total:
    """One cell; a value of None and no firms where nothing is known."""
    empty = Total(indicator, period, dimension, bucket)
    kind = ALL.get(indicator)
    if kind is None or kind.how != "derived":
        found = session.get(Figure, (indicator, period, dimension, bucket))
        return _of_figure(found) if found else replace(empty, value=ZERO)
    formula = kind.formula
    if formula["kind"] == "system":
        compute = _computed.get(indicator)
        return (compute and compute(session, period, dimension, bucket)) or empty
    return FORMULAS[formula["kind"]](session, formula, empty)


def totals(
    session: Session, indicator: str, period: str = WHOLE, dimension: str = ""
) -> list[Total]:
    """Every bucket of a dimension, or the whole alone without one."""
    if not dimension:
        return [total(session, indicator, period)]
    return [
        total(session, indicator, period, dimension, bucket)
        for bucket in buckets(session, indicator, period, dimension)
    ]


def buckets(session: Session, indicator: str, period: str, dimension: str) -> list[str]:
    """The buckets of a dimension in which the indicator, or what it is made of, has a figure."""
    by_indicator = dimension == BY_INDICATOR
    column = Figure.indicator if by_indicator else Figure.bucket
    found = select(column).where(
        Figure.period == period,
        Figure.dimension == ("" if by_indicator else dimension),
        (Figure.entries > 0) | (Figure.waiting_entries > 0),
    )
    if made_of := components(indicator):
        found = found.where(Figure.indicator.in_(made_of))
    return list(session.scalars(found.distinct().order_by(column)))


def components(indicator: str) -> list[str]:
    """The indicators whose entries this one is made of."""
    kind = ALL.get(indicator)
    if kind is None or kind.how != "derived":
        return [indicator]
    formula = kind.formula
    named = formula.get("of", [])
    several = [named] if isinstance(named, str) else list(named)
    return [*several, *formula.get("numerator", []), *formula.get("denominator", [])]


def _of_figure(found: Figure) -> Total:
    return Total(
        found.indicator,
        found.period,
        found.dimension,
        found.bucket,
        found.value,
        found.waiting,
        found.firms,
        None,
        found.entries,
        found.waiting_entries,
    )


def _ratio(session: Session, formula: Mapping[str, Any], empty: Total) -> Total:
    top = _summed(session, formula["numerator"], empty)
    bottom = _summed(session, formula["denominator"], empty)
    scale = Decimal(formula.get("scale", 100))
    value = exact(scale * top[0] / bottom[0]) if bottom[0] else None
    return replace(
        empty,
        value=value,
        numerator=top[0],
        denominator=bottom[0],
        firms=bottom[1],
        entries=top[2] + bottom[2],
    )


def _summed(session: Session, indicators: Sequence[str], at: Total) -> tuple[Decimal, int, int]:
    found = [total(session, one, at.period, at.dimension, at.bucket) for one in indicators]
    value = sum((one.value or ZERO for one in found), ZERO)
    return value, max(one.firms for one in found), sum(one.entries for one in found)


def _share(session: Session, formula: Mapping[str, Any], empty: Total) -> Total:
    known: dict[str, Decimal] = {}
    for indicator in formula["of"]:
        for one in totals(session, indicator, empty.period, formula["dimension"]):
            known[one.bucket] = known.get(one.bucket, ZERO) + (one.value or ZERO)
    told = {bucket: value for bucket, value in known.items() if bucket not in formula["unknown"]}
    part = sum((told.get(bucket, ZERO) for bucket in formula["in"]), ZERO)
    whole = sum(told.values(), ZERO)
    value = exact(100 * part / whole) if whole else None
    return replace(empty, value=value, numerator=part, denominator=whole)


def _growth(session: Session, formula: Mapping[str, Any], empty: Total) -> Total:
    found = growing.growth(session, empty.period, empty.dimension, empty.bucket).growth
    return replace(
        empty,
        value=found.pooled,
        mean=found.mean,
        firms=found.counted,
        of=found.firms,
        numerator=found.after - found.before,
        denominator=found.before,
    )


def _attributed(session: Session, formula: Mapping[str, Any], empty: Total) -> Total:
    shares = contributions.attributable(session)
    rows = cell(session, formula["of"], empty.period, empty.dimension, empty.bucket)
    counted = [one for one in rows if one.entries and one.organization_id in shares]
    value = sum((one.value * shares[one.organization_id] for one in counted), ZERO)
    return replace(
        empty, value=exact(value), firms=len(counted), of=sum(bool(one.entries) for one in rows)
    )


def _verified_share(session: Session, formula: Mapping[str, Any], empty: Total) -> Total:
    cut, bucket = empty.dimension, empty.bucket
    found = select(Figure).where(Figure.period == empty.period)
    if cut == BY_INDICATOR:
        found = found.where(Figure.dimension == "", Figure.indicator == bucket)
    else:
        found = found.where(Figure.dimension == cut, Figure.bucket == bucket)
    rows = session.scalars(found)
    verified = waiting = 0
    for one in rows:
        verified, waiting = verified + one.entries, waiting + one.waiting_entries
    whole = verified + waiting
    value = exact(Decimal(100 * verified) / whole) if whole else None
    return replace(empty, value=value, numerator=Decimal(verified), denominator=Decimal(whole))


def _on_time(session: Session, formula: Mapping[str, Any], empty: Total) -> Total:
    if empty.dimension:
        return empty
    good, due = lateness.on_time(session, empty.period)
    value = exact(Decimal(100 * good) / due) if due else None
    return replace(empty, value=value, numerator=Decimal(good), denominator=Decimal(due))


FORMULAS: Mapping[str, Callable[[Session, Mapping[str, Any], Total], Total]] = {
    "ratio": _ratio,
    "share": _share,
    "growth": _growth,
    "attributed": _attributed,
    "verified_share": _verified_share,
    "on_time": _on_time,
}


def cell(
    session: Session, indicator: str, period: str = WHOLE, dimension: str = "", bucket: str = ""
) -> list[FirmFigure]:
    """The firms' figures that a total is the sum of, the largest first."""
    found = select(FirmFigure).where(
        FirmFigure.indicator == indicator,
        FirmFigure.period == period,
        FirmFigure.dimension == dimension,
        FirmFigure.bucket == bucket,
    )
    return list(
        session.scalars(found.order_by(FirmFigure.value.desc(), FirmFigure.organization_id))
    )
