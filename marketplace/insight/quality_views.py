"""The data-quality assessment as a page and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from events.context import now
from marketplace.exports import Column
from marketplace.insight import quality, words
from marketplace.insight.targets import JOBS
from marketplace.outcomes import public, setting, sheets
from marketplace.outcomes.result_views import periods
from marketplace.policy import Actor, require


def page(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """The findings of the indicator and period that the address asks for."""
    require(actor, "programme.read")
    code, period = _asked(session, args)
    found = quality.assess(session, code, period)
    return {
        "sheet": sheets.get(session, code),
        "period": period,
        "periods": periods(session),
        "sheets": sheets.every(session),
        "groups": [
            (standard, [one for one in found if one.standard == standard])
            for standard in quality.STANDARDS
        ],
        "today": now(session),
        "words": words,
    }


def _asked(session: Session, args: Mapping[str, str]) -> tuple[str, str]:
    before = setting.calendar(session).recent(setting.today(session), 2)[1].code
    return args.get("code") or JOBS, public.period_of(session, args.get("period") or before)


def table(
    session: Session, actor: Actor, args: Mapping[str, str]
) -> tuple[list[Any], list[Column]]:
    """The findings as a file."""
    require(actor, "programme.read")
    code, period = _asked(session, args)
    return quality.assess(session, code, period), [
        (_("Indicator"), lambda one: code),
        (_("Period"), lambda one: period),
        (_("Standard"), lambda one: _(words.STANDARDS[one.standard][0])),
        (_("Question"), lambda one: _(one.question)),
        (_("Number"), lambda one: one.part),
        (_("Of"), lambda one: one.whole),
        (_("Holds"), lambda one: None if one.good is None else _("yes") if one.good else _("no")),
    ]
