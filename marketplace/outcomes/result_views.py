"""What the pages of results show: indicators, their sheets, what a number is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from marketplace.conflict import differences
from marketplace.forms import Form
from marketplace.organizations.models import Organization
from marketplace.outcomes import (
    closing,
    contributions,
    growing,
    opening,
    public,
    queries,
    setting,
    sheets,
    telling,
    totals,
    words,
)
from marketplace.outcomes.amounts import ZERO
from marketplace.outcomes.models import Standing
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.policy import Actor, may, require

SHOWN = 30
GROUPS = ("BEP", "O1", "O2", "O3", "X", "P")


def every(session: Session, period: str) -> dict[str, Any]:
    """All indicators in their groups, each with its figure and target."""
    groups: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for sheet in sheets.every(session):
        groups[sheet.code.partition("-")[0]].append(_line(session, sheet, period))
    return {"groups": groups, "period": period, "periods": periods(session)}


def _line(session: Session, sheet: sheets.Sheet_, period: str) -> dict[str, Any]:
    found = totals.total(session, sheet.code, period)
    growth = sheet.indicator.formula.get("kind") == "growth"
    wanted = sheets.target(
        sheet, growing.last_year(session) if growth and period == WHOLE else period
    )
    reached = found.value / wanted if wanted and found.value is not None else None
    unit = setting.unit_of(session, sheet.indicator.unit)
    return {
        "sheet": sheet,
        "total": found,
        "target": wanted,
        "reached": reached,
        "unit": unit,
        "value": telling.figure(found.value if _is_known(found) else None, unit),
    }


def _is_known(found: totals.Total) -> bool:
    return bool(found.entries or found.firms or found.denominator)


def periods(session: Session) -> list[str]:
    """The periods that a reader can choose: the whole, years and quarters of the last two."""
    calendar, today = setting.calendar(session), setting.today(session)
    quarters = [one.code for one in calendar.recent(today, 8)]
    years = [calendar.year(calendar.year_of(today) - back) for back in range(4)]
    return [WHOLE, *years, *quarters]


def sheet_page(
    session: Session, actor: Actor, code: str, args: Mapping[str, str]
) -> dict[str, Any]:
    """An indicator: its figure, its cuts, its reference sheet."""
    sheet = sheets.get(session, code)
    period = public.period_of(session, args.get("period"))
    inside = may(actor, "outcome.read_all")
    restated = None if period == WHOLE else closing.restated(session, period, code)
    derived = sheet.indicator.how == "derived"
    growth = sheet.indicator.formula.get("kind") == "growth"
    return _line(session, sheet, period) | {
        "period": period,
        "periods": periods(session),
        "cuts": _cuts(session, sheet, period, inside),
        "inside": inside,
        "opens": inside and not derived,
        "components": totals.components(code) if derived else [],
        "restated": restated,
        "cohort": _cohort(session, period) if growth and inside else None,
        "overlap": contributions.overlap(session, code, period) if inside and not derived else None,
        "words": words,
        "telling": telling,
        "history": sheets.history(session, code) if inside else [],
    }


def _cuts(
    session: Session, sheet: sheets.Sheet_, period: str, inside: bool
) -> list[dict[str, Any]]:
    found = []
    for dimension in sheet.indicator.dimensions:
        rows = totals.totals(session, sheet.code, period, dimension)
        shown = [one for one in rows if inside or one.firms >= public.LEAST_FIRMS]
        if shown:
            found.append(
                {
                    "dimension": dimension,
                    "label": words.DIMENSIONS[dimension],
                    "rows": [
                        (telling.bucket(session, dimension, one.bucket), one) for one in shown
                    ],
                    "sum": sum((one.value or ZERO for one in shown), ZERO),
                    "hidden": len(rows) - len(shown),
                }
            )
    return found


def _cohort(session: Session, period: str) -> dict[str, Any]:
    found = growing.growth(session, period)
    return {
        "found": found,
        "left_out": {
            why: [session.get_one(Organization, one) for one in firms]
            for why, firms in found.left_out.items()
        },
    }


def behind_page(
    session: Session, actor: Actor, code: str, args: Mapping[str, str]
) -> dict[str, Any]:
    """The firms behind a number, each with its entries by period and deal."""
    require(actor, "outcome.read_all")
    period = public.period_of(session, args.get("period"))
    cut = (args.get("dimension", ""), args.get("bucket", ""))
    page = max(int(args["page"]), 1) if args.get("page", "").isdigit() else 1
    found, total = opening.opens_to(
        session, code, period, *cut, limit=SHOWN, offset=SHOWN * (page - 1)
    )
    name = words.DIMENSIONS.get(cut[0], "")
    return {
        "code": code,
        "how": queries.kind_with_entries(code).how,
        "period": period,
        "cut": (name, telling.bucket(session, *cut)) if name else None,
        "firms": [(session.get_one(Organization, one.organization), one) for one in found],
        "total": totals.total(session, code, period, *cut),
        "count": total,
        "place": page,
        "pages": -(-total // SHOWN),
        "telling": telling,
    }


def entry_page(session: Session, actor: Actor, entry_id: str) -> dict[str, Any]:
    """One entry with all that became of it, and those that it revises or that revise it."""
    found, standing = queries.entry(session, actor, entry_id)
    chain = queries.chain(session, found)
    return {
        "entry": found,
        "standing": standing,
        "firm": session.get_one(Organization, found.organization_id),
        "steps": queries.steps(session, found.id),
        "chain": [(one, session.get_one(Standing, one.id)) for one in chain],
        "cut_facts": [
            (_(words.DIMENSIONS[name]), _said(session, name, value))
            for name, value in found.cut.items()
            if name in words.DIMENSIONS
        ],
        "telling": telling,
    }


def _said(session: Session, dimension: str, value: Any) -> str:
    several = value if isinstance(value, list) else [value]
    return ", ".join(telling.bucket(session, dimension, str(one)) for one in several)


def conflict(sheet: sheets.Sheet_, form: Form, body: Mapping[str, Any]) -> dict[str, Any]:
    """Both versions of a sheet that somebody saved meanwhile; `body` is what the form says."""
    theirs = {"reason": None} | dict(sheet.content)
    labels = {name: _(text) for name, text in words.SHEET.items()}
    return {
        "sheet": sheet,
        "fields": differences(body, theirs, labels),
        "mine": Form(typed=form.data).pairs(),
        "theirs": Form.filled(theirs).pairs(),
    }
