"""Reporting periods: open, submitted, returned, approved, locked; and what came after a lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from events.context import now
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.outcomes import setting, totals
from marketplace.outcomes.amounts import ZERO
from marketplace.outcomes.catalogue import ALL
from marketplace.outcomes.ledger import LOCKED
from marketplace.outcomes.models import (
    Entry,
    EntryStatus,
    Figure,
    LockedFigure,
    Period,
    PeriodStep,
    Standing,
)
from marketplace.outcomes.periods import Span
from marketplace.outcomes.rules import COUNTED
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision

MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "submit": (("open", "returned"), "submitted"),
    "return": (("submitted", "approved"), "returned"),
    "approve": (("submitted",), "approved"),
    "lock": (("open", "submitted", "returned", "approved"), "locked"),
}
"""What is done with a period: the states before, the one after."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of a locked period that counts in a later one: what it moves the value by."""

    entry: Entry
    change: Decimal
    reason: str | None


def span_of(session: Session, code: str) -> Span:
    """The period of this code; NotFound for what is none."""
    try:
        return setting.calendar(session).span(code)
    except (ValueError, OverflowError):
        raise NotFound("There is no such period.") from None


def get(session: Session, code: str) -> Period:
    """The period's standing; open where nothing was done with it yet."""
    span_of(session, code)
    found = session.get(Period, code)
    return found or Period(code=code, state="open", locked_at=None, revision=1)


def move_period(
    session: Session,
    actor: Actor,
    code: str,
    move: str,
    reason: str | None,
    expected: int | None,
) -> Period:
    """Submit, return with a reason, approve or lock a period; locking keeps its figures for good.

    Raises Conflict where its state, or a day that has not come, does not allow it; Stale for an
    older revision.
    """
    require(actor, "period.move")
    span = span_of(session, code)
    period = session.get(Period, code, with_for_update=True)
    if period is None:
        period = get(session, code)
        session.add(period)
        session.flush()
    check_revision(period.revision, expected)
    before, after = MOVES[move]
    if period.state not in before:
        raise Conflict(f"A period that is {period.state} cannot become {after}.")
    if move == "return" and not reason:
        raise Invalid([Fault("/reason", N_("Say what is to be put right."))])
    if move == "lock":
        _lock(session, period, span)
    _step(session, actor, period, after, reason)
    _tell(session, period, span)
    audit.note(session, actor, f"period.{move}", f"period/{code}")
    return period


def _lock(session: Session, period: Period, span: Span) -> None:
    if span.ends >= setting.today(session):
        raise Conflict("A period is locked once it is over.", code="not-over")
    period.locked_at = now(session)
    rows = [_kept(period.code, one) for one in frozen(session, period.code)]
    if rows:
        session.execute(insert(LockedFigure), rows)


def frozen(session: Session, code: str) -> list[totals.Total]:
    """Every figure of the period: those of entries, and what is computed from them."""
    found = session.scalars(select(Figure).where(Figure.period == code, Figure.entries > 0))
    kept = [totals.total(session, f.indicator, f.period, f.dimension, f.bucket) for f in found]
    for indicator, kind in ALL.items():
        if kind.how == "derived":
            kept += [
                one
                for dimension in ("", *kind.dimensions)
                for one in totals.totals(session, indicator, code, dimension)
                if one.value is not None
            ]
    return kept


def _kept(code: str, one: totals.Total) -> dict[str, Any]:
    return {
        "lock": code,
        "indicator": one.indicator,
        "period": one.period,
        "dimension": one.dimension,
        "bucket": one.bucket,
        "value": one.value,
        "firms": one.firms,
        "entries": one.entries,
    }


def _step(session: Session, actor: Actor, period: Period, state: str, reason: str | None) -> None:
    period.state = state
    session.info.pop(LOCKED, None)
    period.revision += 1
    session.add(
        PeriodStep(
            period=period.code,
            step=period.revision,
            state=state,
            reason=reason,
            made_by=actor.user,
            made_at=now(session),
        )
    )
    session.flush()


def _tell(session: Session, period: Period, span: Span) -> None:
    data = {
        "code": period.code,
        "state": period.state,
        "starts": span.starts.isoformat(),
        "ends": span.ends.isoformat(),
        "revision": period.revision,
    }
    type_ = "period.locked" if period.state == "locked" else "period.moved"
    key = f"period/{period.code}"
    record(session, type_, key=key, revision=period.revision, data=data)


def steps(session: Session, code: str) -> list[PeriodStep]:
    """What was done with a period, in order."""
    found = select(PeriodStep).where(PeriodStep.period == code).order_by(PeriodStep.step)
    return list(session.scalars(found))


def locked(
    session: Session, code: str, indicator: str, dimension: str = "", bucket: str = ""
) -> LockedFigure | None:
    """A figure as it was when the period was locked."""
    return session.get(LockedFigure, (code, indicator, code, dimension, bucket))


def restated(session: Session, code: str, indicator: str) -> tuple[Decimal, Decimal] | None:
    """(as locked, as it is now) where they differ; None where they do not, or nothing is locked."""
    if get(session, code).state != "locked":
        return None
    kept = locked(session, code, indicator)
    before = kept.value if kept else ZERO
    after = totals.total(session, indicator, code).value or ZERO
    return (before, after) if before != after else None


def corrections(session: Session, code: str) -> list[Correction]:
    """What of locked periods changed while this one was open: new entries in the place of others,
    and entries that began to count, or counted no more."""
    return [*_entered(session, code), *_moved(session, code)]


def _entered(session: Session, code: str) -> list[Correction]:
    rows = session.execute(
        select(Entry, Standing)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(Entry.reported_in == code, Entry.period != code, Standing.status == COUNTED)
        .order_by(Entry.id)
    )
    found = []
    for entry, _ in rows:
        change = entry.value - _counted_before(session, entry)
        found.append(Correction(entry, change, entry.reason))
    return found


def _counted_before(session: Session, entry: Entry) -> Decimal:
    """What the entry that this one revises had counted."""
    if entry.revises is None:
        return ZERO
    counted = session.get_one(Standing, entry.revises).status == COUNTED
    return session.get_one(Entry, entry.revises).value if counted else ZERO


def _moved(session: Session, code: str) -> list[Correction]:
    rows = session.execute(
        select(Entry, EntryStatus)
        .join(EntryStatus, EntryStatus.entry_id == Entry.id)
        .where(
            EntryStatus.reported_in == code,
            Entry.period != code,
            Entry.reported_in != code,
            EntryStatus.step > 1,
        )
        .order_by(Entry.id, EntryStatus.step)
    )
    found = []
    for entry, step in rows:
        counted = _status_before(session, entry.id, step.step) == COUNTED
        counts = step.status == COUNTED
        if counted != counts:
            change = entry.value if counts else -entry.value
            found.append(Correction(entry, change, step.reason))
    return found


def _status_before(session: Session, entry_id: str, step: int) -> str | None:
    before = session.get(EntryStatus, (entry_id, step - 1))
    return before.status if before else None
