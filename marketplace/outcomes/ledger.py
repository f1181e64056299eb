"""Entering values and what becomes of them: the only writer of entries, which are never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.locks import lock
from events.outbox import record
from marketplace.errors import NotFound
from marketplace.organizations.models import Organization
from marketplace.outcomes import identity, setting
from marketplace.outcomes.amounts import exact, plain
from marketplace.outcomes.catalogue import ALL, PARTS
from marketplace.outcomes.models import Entry, EntryStatus, Period, Standing
from marketplace.outcomes.periods import ALL as WHOLE

LOCKED = "locked_periods"
"""Where a session keeps which periods are locked; whoever locks one forgets it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value to enter. `source` names what it comes from, once for each indicator; `cut` is what
    the source knows, to which the firm's own traits are added."""

    indicator: str
    organization: str
    measured_on: date
    value: Decimal
    source: str
    period: str = ""
    cut: Mapping[str, Any] = field(default_factory=dict)
    claim: str | None = None
    deal: str | None = None
    revises: str | None = None
    reason: str | None = None
    original: Decimal | None = None
    currency: str | None = None
    rate: str | None = None
    rate_on: date | None = None
    entity: str | None = None


def kind_of(indicator: str) -> Any:
    """The indicator, or the part of one, that takes values; NotFound for any other."""
    found = PARTS.get(indicator) or ALL.get(indicator)
    if found is None or found.how == "derived":
        raise NotFound("There is no such indicator that takes values.")
    return found


def enter(
    session: Session,
    value: Value,
    status: str,
    *,
    made_by: str | None = None,
    why: str | None = None,
    decision: str | None = None,
) -> Entry:
    """The entry of this value, made unless there is one of its source already.

    The caller projects the organisation's figures afterwards.
    """
    lock(session, f"outcomes-{value.organization}")
    found = session.scalar(
        select(Entry).where(Entry.indicator == value.indicator, Entry.source == value.source)
    )
    if found is not None:
        return found
    entry = _entry(session, value, made_by)
    session.add(entry)
    session.flush()
    standing = Standing(entry_id=entry.id, status="", step=0, revised_by=None)
    session.add(standing)
    _step(session, entry, standing, status, made_by=made_by, why=why, decision=decision)
    if entry.revises:
        session.get_one(Standing, entry.revises).revised_by = entry.id
    _tell(session, entry, status)
    return entry


def _entry(session: Session, value: Value, made_by: str | None) -> Entry:
    organization = session.get_one(Organization, value.organization)
    period = value.period or setting.calendar(session).quarter(value.measured_on)
    return Entry(
        id=new_id(session),
        indicator=value.indicator,
        organization_id=value.organization,
        identifier=identity.identifier(organization),
        entity=value.entity or value.organization,
        period=period,
        measured_on=value.measured_on,
        reported_on=setting.today(session),
        reported_in=reporting_period(session, period),
        value=exact(value.value),
        unit=setting.unit_of(session, kind_of(value.indicator).unit),
        original=value.original,
        currency=value.currency,
        rate=value.rate,
        rate_on=value.rate_on,
        cut=identity.traits(session, value.organization) | dict(value.cut),
        source=value.source,
        claim_id=value.claim,
        deal_id=value.deal,
        revises=value.revises,
        reason=value.reason,
        made_by=made_by,
        made_at=now(session),
    )


def move(
    session: Session,
    entry: Entry,
    status: str,
    *,
    made_by: str | None = None,
    why: str | None = None,
    decision: str | None = None,
) -> None:
    """Add what became of the entry; nothing where it stands so already."""
    standing = session.get_one(Standing, entry.id)
    if standing.status != status:
        _step(session, entry, standing, status, made_by=made_by, why=why, decision=decision)


def _step(
    session: Session,
    entry: Entry,
    standing: Standing,
    status: str,
    *,
    made_by: str | None,
    why: str | None,
    decision: str | None,
) -> None:
    standing.step += 1
    standing.status = status
    session.add(
        EntryStatus(
            entry_id=entry.id,
            step=standing.step,
            status=status,
            reported_in=reporting_period(session, entry.period),
            reason=why,
            decision_id=decision,
            made_by=made_by,
            made_at=now(session),
        )
    )
    session.flush()


def revise(
    session: Session,
    entry: Entry,
    value: Decimal,
    source: str,
    reason: str,
    status: str,
    *,
    made_by: str | None,
    decision: str | None = None,
    cut: Mapping[str, Any] | None = None,
) -> Entry:
    """A new entry in the place of this one, which stays as it was said."""
    new = _again(entry, value, source, reason)
    if cut is not None:
        new = replace(new, cut=dict(cut))
    return enter(session, new, status, made_by=made_by, why=reason, decision=decision)


def _again(entry: Entry, value: Decimal, source: str, reason: str) -> Value:
    return Value(
        indicator=entry.indicator,
        organization=entry.organization_id,
        measured_on=entry.measured_on,
        value=value,
        source=source,
        period=entry.period,
        cut=entry.cut,
        claim=entry.claim_id,
        deal=entry.deal_id,
        revises=entry.id,
        reason=reason,
        entity=entry.entity,
    )


def reporting_period(session: Session, period: str) -> str:
    """The period in which something that is measured in this one is reported: itself, or, once it
    is locked, the first quarter from today's on that is not."""
    if not is_locked(session, period):
        return period
    calendar = setting.calendar(session)
    quarter = calendar.span(calendar.quarter(setting.today(session)))
    while is_locked(session, quarter.code):
        quarter = calendar.span(calendar.quarter(date.fromordinal(quarter.ends.toordinal() + 1)))
    return quarter.code


def is_locked(session: Session, period: str) -> bool:
    """Whether the period, or the year that it lies in, is locked."""
    if period == WHOLE:
        return False
    return not locked_periods(session).isdisjoint({period, period.partition("-")[0]})


def locked_periods(session: Session) -> set[str]:
    """Every locked period, read once in a transaction that locks none."""
    if LOCKED not in session.info:
        found = session.scalars(select(Period.code).where(Period.state == "locked"))
        session.info[LOCKED] = set(found)
    known: set[str] = session.info[LOCKED]
    return known


def of_claim(session: Session, claim_id: str) -> list[tuple[Entry, Standing]]:
    """The entries of a claim that no other revises, in the order in which they were made."""
    found = session.execute(
        select(Entry, Standing)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(Entry.claim_id == claim_id, Standing.revised_by.is_(None))
        .order_by(Entry.id)
    )
    return [(entry, standing) for entry, standing in found]


def move_all(
    session: Session,
    entries: Iterable[Entry],
    status: str,
    **how: Any,
) -> None:
    """The same for several entries."""
    for entry in entries:
        move(session, entry, status, **how)


def _tell(session: Session, entry: Entry, status: str) -> None:
    key = f"entry/{entry.id}"
    record(session, "entry.recorded", key=key, revision=1, data=facts(entry, status))


def facts(entry: Entry, status: str) -> dict[str, Any]:
    """What an event tells of an entry."""
    return {
        "id": entry.id,
        "indicator": entry.indicator,
        "organization": entry.organization_id,
        "period_measured": entry.period,
        "period_reported": entry.reported_in,
        "value": plain(entry.value),
        "unit": entry.unit,
        "status": status,
        "source": entry.source,
        "claim": entry.claim_id,
        "deal": entry.deal_id,
        "revises": entry.revises,
        "cut": entry.cut,
    }
