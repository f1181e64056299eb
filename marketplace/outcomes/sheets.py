"""Indicator sheets: what the catalogue ships, as staff changed it, with baseline and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.errors import Fault, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.outcomes import setting
from marketplace.outcomes.catalogue import ALL, Indicator
from marketplace.outcomes.models import Sheet
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision

SHIPPED = 1
"""The revision of a sheet that nobody changed."""
EVERY_YEAR = "year"
"""Period of a target that holds in each year."""
CHANGEABLE = (
    "name",
    "definition",
    "source",
    "method",
    "evidence",
    "responsible",
    "frequency",
    "quality",
    "limits",
    "baseline",
    "targets",
    "xref",
    "donor_code",
)
METHOD = N_("Entered by firms and staff, verified by another person; sums are computed.")
QUALITY = N_(
    "Evidence with its hash, plausibility gates, a sample that is visited, a second pair of eyes,"
    " and sums that can be made again from the entries."
)


@dataclass(frozen=True, slots=True)
class Sheet_:
    """An indicator with its reference sheet: `content` has the fields of CHANGEABLE."""

    indicator: Indicator
    content: Mapping[str, Any]
    revision: int

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> str:
        name: str = self.content["name"]
        return name


def shipped(indicator: Indicator) -> dict[str, Any]:
    """The sheet that comes with the product."""
    return {
        "name": indicator.name,
        "definition": indicator.definition,
        "source": indicator.source,
        "method": METHOD,
        "evidence": indicator.evidence,
        "responsible": indicator.responsible,
        "frequency": indicator.frequency,
        "quality": QUALITY,
        "limits": indicator.limits,
        "baseline": {"value": None, "year": None},
        "targets": [dict(one) for one in indicator.targets],
        "xref": [{"vocabulary": vocabulary, "code": code} for vocabulary, code in indicator.xref],
        "donor_code": "",
    }


def get(session: Session, code: str) -> Sheet_:
    """The sheet that holds; raises NotFound."""
    if code not in ALL:
        raise NotFound("There is no such indicator.")
    newest = session.scalar(
        select(Sheet).where(Sheet.code == code).order_by(Sheet.revision.desc()).limit(1)
    )
    return _merged(ALL[code], newest)


def every(session: Session) -> list[Sheet_]:
    """All sheets in the order of the catalogue."""
    last = select(Sheet.code, func.max(Sheet.revision).label("last")).group_by(Sheet.code)
    held = last.subquery()
    found = session.scalars(
        select(Sheet).join(held, (held.c.code == Sheet.code) & (held.c.last == Sheet.revision))
    )
    changed = {one.code: one for one in found}
    return [_merged(indicator, changed.get(code)) for code, indicator in ALL.items()]


def _merged(indicator: Indicator, changed: Sheet | None) -> Sheet_:
    base = shipped(indicator)
    if changed is None:
        return Sheet_(indicator, base, SHIPPED)
    return Sheet_(indicator, base | changed.content, changed.revision)


def history(session: Session, code: str) -> list[Sheet]:
    """What the sheet said before, the newest first."""
    found = select(Sheet).where(Sheet.code == code).order_by(Sheet.revision.desc())
    return list(session.scalars(found))


def update_indicator(
    session: Session,
    actor: Actor,
    code: str,
    content: Mapping[str, Any],
    expected: int | None,
) -> Sheet_:
    """Change a sheet; what it said before stays on record.

    Raises Stale for an older revision, Invalid for targets of periods or cuts that there are not.
    """
    require(actor, "indicator.update")
    sheet = get(session, code)
    check_revision(sheet.revision, expected)
    faults = list(_faults(session, sheet.indicator, content["targets"]))
    if faults:
        raise Invalid(faults)
    session.add(
        Sheet(
            code=code,
            revision=sheet.revision + 1,
            content={name: content[name] for name in CHANGEABLE if name in content},
            reason=content.get("reason"),
            made_by=actor.user,
            made_at=now(session),
        )
    )
    session.flush()
    audit.note(session, actor, "indicator.update", f"indicator/{code}")
    return get(session, code)


def _faults(
    session: Session, indicator: Indicator, targets: list[Mapping[str, Any]]
) -> Iterator[Fault]:
    calendar = setting.calendar(session)
    for place, one in enumerate(targets):
        if one["period"] not in (WHOLE, EVERY_YEAR):
            try:
                calendar.span(one["period"])
            except ValueError:
                yield Fault(f"/targets/{place}/period", N_("There is no such period."))
        if one.get("dimension") and one["dimension"] not in indicator.dimensions:
            yield Fault(f"/targets/{place}/dimension", N_("This indicator has no such cut."))


def target(
    sheet: Sheet_, period: str = WHOLE, dimension: str = "", bucket: str = ""
) -> Decimal | None:
    """What the sheet aims at in the period and cut; None where it says nothing."""
    cut = {
        (one["period"], one.get("dimension") or "", one.get("bucket") or ""): one["value"]
        for one in sheet.content["targets"]
    }
    found = cut.get((period, dimension, bucket))
    if found is None and period != WHOLE and "-Q" not in period:
        found = cut.get((EVERY_YEAR, dimension, bucket))
    return None if found is None else Decimal(found)
