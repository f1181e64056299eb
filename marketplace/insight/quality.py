"""Data-quality assessment of an indicator in a period: five standards, answered from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.i18n import N_
from marketplace.insight.stages import median
from marketplace.outcomes import closing, lateness, sheets
from marketplace.outcomes.fold import SEVERAL
from marketplace.outcomes.models import Claim, Decision, Entry, Evidence, Standing
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.outcomes.totals import components

STANDARDS = ("validity", "integrity", "precision", "reliability", "timeliness")
GOOD = ("accept", "correct")
PARTS = (
    *("name", "definition", "source", "method", "evidence", "responsible", "frequency"),
    *("quality", "limits", "baseline"),
)
"""The ten parts of a reference sheet, by their fields."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer: `part` of `whole`, or `part` alone; `good` is None where it only informs."""

    standard: str
    question: str
    part: float | None
    whole: int | None = None
    good: bool | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What an assessment looks at: entries that were not revised, with the claims behind them."""

    sheet: sheets.Sheet_
    period: str
    entries: Sequence[Entry]
    claims: Sequence[Claim]
    claim_ids: Select[Any]
    revised: int


def assess(session: Session, code: str, period: str) -> list[Finding]:
    """Every finding, standard by standard; raises NotFound for an indicator that is none."""
    found = _material(session, sheets.get(session, code), period)
    return [finding for ask in ASKED for finding in ask(session, found)]


def _material(session: Session, sheet: sheets.Sheet_, period: str) -> Material:
    wanted = _within(
        select(Entry)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(Entry.indicator.in_(components(sheet.code))),
        period,
    )
    standing = wanted.where(Standing.revised_by.is_(None))
    held = session.scalars(standing.order_by(Entry.id)).all()
    revised = wanted.where(Standing.revised_by.is_not(None)).subquery()
    ids = standing.where(Entry.claim_id.is_not(None)).with_only_columns(Entry.claim_id)
    claims = session.scalars(select(Claim).where(Claim.id.in_(ids)).order_by(Claim.id)).all()
    count = session.scalar(select(func.count()).select_from(revised)) or 0
    return Material(sheet, period, held, claims, ids, count)


def _within(wanted: Select[Any], period: str) -> Select[Any]:
    return wanted if period == WHOLE else wanted.where(Entry.period.startswith(period))


def _validity(session: Session, found: Material) -> Iterator[Finding]:
    filled = sum(bool(found.sheet.content.get(part)) for part in PARTS)
    yield _part("validity", N_("Parts of the reference sheet that are filled"), filled, len(PARTS))
    proved = select(func.count(func.distinct(Evidence.claim_id))).where(
        Evidence.claim_id.in_(found.claim_ids)
    )
    count = session.scalar(proved) or 0
    yield _part("validity", N_("Claims with evidence"), count, len(found.claims))
    outside = [one for one in found.claims if one.gates]
    explained = sum(bool(one.explanation) for one in outside)
    yield _part(
        "validity",
        N_("Claims outside the plausible range that explain it"),
        explained,
        len(outside),
    )


def _integrity(session: Session, found: Material) -> Iterator[Finding]:
    rows = session.execute(
        select(Decision, Claim.submitted_by)
        .join(Claim, Claim.id == Decision.claim_id)
        .where(Decision.claim_id.in_(found.claim_ids), Decision.decision.in_(GOOD))
    ).all()
    apart = sum(made.made_by is None or made.made_by != by for made, by in rows)
    yield _part(
        "integrity", N_("Verifications by somebody else than who claimed"), apart, len(rows)
    )
    sampled = [one.id for one in found.claims if one.sample.get("why")]
    visited = {made.claim_id for made, _ in rows if made.visit}
    seen = sum(one in visited for one in sampled)
    yield _part("integrity", N_("Sampled claims that were visited"), seen, len(sampled))


def _precision(session: Session, found: Material) -> Iterator[Finding]:
    for dimension in found.sheet.indicator.dimensions:
        if dimension not in SEVERAL:
            known = sum(one.cut.get(dimension) not in (None, "unknown") for one in found.entries)
            text = QUESTIONS.get(dimension, N_("Values with this part of the cut known"))
            yield _part("precision", text, known, len(found.entries))


def _reliability(session: Session, found: Material) -> Iterator[Finding]:
    changes = found.sheet.revision - 1
    yield Finding("reliability", N_("Changes of the definition so far"), changes, None, None)
    whole = len(found.entries) + found.revised
    steady = whole - found.revised
    yield _part("reliability", N_("Values that were never revised"), steady, whole)
    if found.period != WHOLE:
        restated = closing.restated(session, found.period, found.sheet.code)
        yield Finding(
            "reliability", N_("Figures restated after the lock"), int(bool(restated)), None,
            not restated,
        )  # fmt: skip


def _timeliness(session: Session, found: Material) -> Iterator[Finding]:
    lags = [(one.reported_on - one.measured_on).days for one in found.entries]
    yield Finding(
        "timeliness", N_("Median days from what is measured to its report"), median(lags), None,
        None if not lags else (median(lags) or 0) <= lateness.DAYS,
    )  # fmt: skip
    if found.period != WHOLE:
        on_time, due = lateness.on_time(session, found.period)
        yield _part("timeliness", N_("Reports of the period that came on time"), on_time, due)


def _part(standard: str, question: str, part: int, whole: int) -> Finding:
    return Finding(standard, question, part, whole, part == whole if whole else None)


QUESTIONS: Mapping[str, str] = {
    "sex": N_("Values with the sex known"),
    "age": N_("Values with the age known"),
    "size": N_("Values with the firm’s size known"),
    "region": N_("Values with the region known"),
    "sector": N_("Values with the sector known"),
    "contract": N_("Values with the kind of contract known"),
}
ASKED: Sequence[Callable[[Session, Material], Iterator[Finding]]] = (
    *(_validity, _integrity, _precision, _reliability, _timeliness),
)
