"""What the programme's entry page shows, and its tables as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.exports import Column
from marketplace.insight import charts, cuts, funnel, geo, targets, trust, words
from marketplace.insight.targets import JOBS, Year
from marketplace.organizations.models import Organization
from marketplace.outcomes import growing, public, rules, setting, telling, totals
from marketplace.outcomes.models import Claim
from marketplace.outcomes.result_views import periods
from marketplace.outcomes.words import DIMENSIONS, LATE
from marketplace.policy import Actor, require
from marketplace.vocabularies import outline

LATE_SHOWN = 6


def page(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """Targets against actuals, a cut of them, and how far they can be trusted."""
    require(actor, "programme.read")
    years = targets.years(session)
    late = trust.late(session)
    return {
        "jobs": targets.jobs(session),
        "growth": _growth(session),
        "years": years,
        "lines": [_lines(session, years, narrow) for narrow in (False, True)],
        "columns": _columns(years),
        "trust": trust.answers(session),
        "late": _late(session, late[:LATE_SHOWN]),
        "late_count": len(late),
        "queue": _queue(session),
        "today": now(session),
        "found": funnel.funnel(session, {}),
        "query": "",
        "words": words,
    } | cut(session, args)


def cut(session: Session, args: Mapping[str, str]) -> dict[str, Any]:
    """The chosen cut: its rows with their names, and for regions where they lie."""
    dimension = args.get("cut", "region")
    dimension = dimension if dimension in cuts.DIMENSIONS else "region"
    period = public.period_of(session, args.get("period"))
    found = cuts.rows(session, dimension, period)
    named = [(telling.bucket(session, dimension, one.bucket), one) for one in found]
    return {
        "cut": dimension,
        "cuts": [(one, _(DIMENSIONS[one])) for one in cuts.DIMENSIONS],
        "cut_name": _(DIMENSIONS[dimension]),
        "period": period,
        "periods": periods(session),
        "rows": named,
        "whole": totals.total(session, JOBS, period),
        "points": _points(named) if dimension == "region" else [],
        "outline": outline.path(),
        "view_box": outline.VIEW_BOX,
    }


def _points(named: list[tuple[str, cuts.Row]]) -> list[tuple[str, float, float, int]]:
    middles = geo.regions()
    return [
        (label, *middles[one.bucket], round(one.jobs))
        for label, one in named
        if one.bucket in middles and one.jobs > 0
    ]


def _growth(session: Session) -> dict[str, Any]:
    year = growing.last_year(session)
    return {"year": year, "total": targets.growth(session, year)}


def _lines(session: Session, years: list[Year], narrow: bool) -> charts.Lines:
    begun = setting.calendar(session).year(
        setting.calendar(session).year_of(setting.today(session))
    )
    expected = targets.jobs(session).forecast
    return charts.lines(
        [one.code for one in years],
        [float(one.cumulative) if one.code <= begun else None for one in years],
        [None if one.target is None else float(one.target) for one in years],
        (expected.low, expected.high) if expected else None,
        narrow=narrow,
    )


def _columns(years: list[Year]) -> charts.Columns:
    wanted = next((one.growth_target for one in years if one.growth_target is not None), None)
    values = [None if one.growth.value is None else float(one.growth.value) for one in years]
    names = [one.code for one in years]
    return charts.columns(names, values, None if wanted is None else float(wanted))


def _queue(session: Session) -> int:
    found = select(func.count()).where(Claim.state.in_(rules.WAITING))
    return session.scalar(found) or 0


def _late(session: Session, found: list[Any]) -> list[dict[str, Any]]:
    return [
        {"firm": session.get_one(Organization, one.organization), "what": _(LATE[one.what])}
        | {"due": one.due, "days": one.days}
        for one in found
    ]


def table(
    session: Session, actor: Actor, name: str, args: Mapping[str, str]
) -> tuple[list[Any], list[Column]]:
    """Rows and columns of one of the page's tables: years, cut, trust or late."""
    require(actor, "programme.read")
    if name == "years":
        return targets.years(session), _year_columns()
    if name == "cut":
        return cut(session, args)["rows"], _cut_columns(_(DIMENSIONS[cut(session, args)["cut"]]))
    if name == "trust":
        return trust.answers(session), [
            (_("Question"), lambda one: _(one.label)),
            (_("Number"), lambda one: one.part),
            (_("Of"), lambda one: one.whole),
        ]
    return _late(session, trust.late(session)), [
        (_("Organisation"), lambda one: one["firm"].name),
        (_("What"), lambda one: one["what"]),
        (_("Due"), lambda one: one["due"]),
        (_("Days late"), lambda one: one["days"]),
    ]


def _year_columns() -> list[Column]:
    return [
        (_("Year"), lambda one: one.code),
        (_("Jobs, FTE"), lambda one: one.jobs),
        (_("Jobs target, cumulative"), lambda one: one.target),
        (_("Jobs actual, cumulative"), lambda one: one.cumulative),
        (_("Growth, per cent"), lambda one: one.growth.value),
        (_("Growth target, per cent"), lambda one: one.growth_target),
        (_("Firms counted"), lambda one: one.growth.firms),
        (_("Of"), lambda one: one.growth.of),
        (_("Period"), lambda one: _(words.PERIOD_STATES[one.state])),
    ]


def _cut_columns(name: str) -> list[Column]:
    return [
        (name, lambda row: row[0]),
        (_("Firms"), lambda row: row[1].firms),
        (_("Jobs, FTE"), lambda row: row[1].jobs),
        (_("In verification, FTE"), lambda row: row[1].waiting),
        (_("Target"), lambda row: row[1].target),
        (_("Growth, per cent"), lambda row: row[1].growth),
        (_("Firms counted"), lambda row: row[1].counted),
    ]
