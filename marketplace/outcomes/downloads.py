"""The lists of the ledger as files: claims, figures of a period, entries behind a number."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.exports import MOST, Column
from marketplace.organizations.models import Organization
from marketplace.outcomes import opening, public, telling, words
from marketplace.outcomes.models import Claim, Entry
from marketplace.policy import Actor, require
from marketplace.templating import state_of

Rows = list[tuple[Any, ...]]


def _places(*heads: str) -> list[Column]:
    """A column for each place of a row."""
    return [(head, itemgetter(place)) for place, head in enumerate(heads)]


def claims(session: Session, found: list[Claim]) -> tuple[Rows, list[Column]]:
    """Claims with their firm, what they come to and how they stand."""
    ids = {one.organization_id for one in found}
    names = dict(
        session.execute(
            select(Organization.id, Organization.name).where(Organization.id.in_(ids))
        ).all()
    )
    rows = [
        (
            one.ref,
            names[one.organization_id],
            _(words.KINDS[one.kind]),
            one.period,
            *telling.amount(one),
            state_of(f"outcome.{one.state}")[0],
            one.submitted_at,
            _(words.SAMPLES[one.sample["why"]]) if one.sample.get("why") else None,
        )
        for one in found
    ]
    heads = (_("Number"), _("Firm"), _("Kind"), _("Period"), _("Value"), _("Unit"), _("State"))
    return rows, _places(*heads, _("Sent"), _("Sample"))


def results(lines: list[dict[str, Any]]) -> tuple[Rows, list[Column]]:
    """Indicators with their figure and target."""
    rows = [
        (
            one["sheet"].code,
            _(one["sheet"].name),
            one["total"].value if one["value"] != "–" else None,
            telling.unit(one["unit"]),
            one["target"],
            one["total"].firms,
        )
        for one in lines
    ]
    heads = (_("Code"), _("Indicator"), _("Actual"), _("Unit"), _("Target"), _("Firms counted"))
    return rows, _places(*heads)


def period(figures: list[dict[str, Any]]) -> tuple[Rows, list[Column]]:
    """Figures of a period: as locked where it is, as they are now, what waits."""
    rows = [
        (
            one["sheet"].code,
            _(one["sheet"].name),
            one["kept"].value if one["kept"] else None,
            one["now"].value,
            one["now"].waiting,
            telling.unit(one["unit"]),
        )
        for one in figures
    ]
    heads = (_("Code"), _("Indicator"), _("As locked"), _("Verified"), _("Waiting"), _("Unit"))
    return rows, _places(*heads)


def entries(
    session: Session, actor: Actor, code: str, args: Mapping[str, str]
) -> tuple[Rows, list[Column]]:
    """Every entry behind a number, firm by firm."""
    require(actor, "outcome.read_all")
    wanted = public.period_of(session, args.get("period"))
    cut = (args.get("dimension", ""), args.get("bucket", ""))
    found, _total = opening.opens_to(session, code, wanted, *cut, limit=MOST, offset=0)
    rows = [
        _entry(session.get_one(Organization, one.organization).name, entry, status)
        for one in found
        for entry, status in one.entries
    ][:MOST]
    heads = (_("Firm"), _("EMBS"), _("Indicator"), _("Period measured"), _("Reported"))
    return rows, _places(*heads, _("Value"), _("Unit"), _("State"), _("Deal"), _("Source"))


def _entry(firm: str, one: Entry, status: str) -> tuple[Any, ...]:
    told = (one.value, telling.unit(one.unit), state_of(f"outcome.{status}")[0])
    where = (one.deal_id, one.source)
    return (firm, one.identifier, one.indicator, one.period, one.reported_on, *told, *where)
