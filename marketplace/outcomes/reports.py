"""Reports of revenue and of baselines, and values that staff enter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.outbox import record
from marketplace import audit
from marketplace.errors import Fault, Invalid
from marketplace.i18n import N_
from marketplace.organizations.queries import get as get_organization
from marketplace.outcomes import claims, deciding, evidence, jobs, ledger, rules, setting, support
from marketplace.outcomes.amounts import exact, plain
from marketplace.outcomes.models import Claim
from marketplace.policy import Actor, require


def report_revenue(session: Session, actor: Actor, content: Mapping[str, Any]) -> Claim:
    """The firm's revenue of an accounting year.

    The accounting year is the calendar's; it counts in the reporting year of the same number, in
    which most of it lies. Raises Invalid for a year that has not ended, or for another currency
    without its rate.
    """
    require(actor, "outcome.claim", actor.organization)
    calendar, year = setting.calendar(session), content["year"]
    ends = date(year, 12, 31)
    currency = content["currency"] or setting.currency(session)
    _check_revenue(session, content, currency, ends)
    amount = converted(Decimal(content["amount"]), content["rate"])
    claim = claims.open_claim(
        session,
        actor,
        kind="revenue",
        period=calendar.year(year),
        measured_on=ends,
        explanation=content["explanation"],
        content={
            "year": year,
            "amount": content["amount"],
            "currency": currency,
            "rate": content["rate"],
            "rate_on": content["rate_on"],
            "value": plain(amount),
            "source": content["source"],
        },
    )
    claim.gates = rules.gates_of_revenue(
        amount,
        known_revenue(session, claim.organization_id, year - 1),
        _staff(session, claim),
        setting.currency(session),
    )
    claims.sample(session, claim, amount, money=True)
    _prove(session, actor, claim, content["evidence"])
    data = claims.facts(claim) | claims.told(claim)
    record(session, "revenue.reported", key=f"outcome/{claim.id}", revision=1, data=data)
    audit.note(session, actor, "outcome.revenue", f"outcome/{claim.id}")
    return claim


def _check_revenue(session: Session, content: Mapping[str, Any], currency: str, ends: date) -> None:
    faults = []
    if ends > setting.today(session):
        faults.append(Fault("/year", N_("This year has not ended yet.")))
    if currency != setting.currency(session) and not content["rate"]:
        faults.append(Fault("/rate", N_("Give the rate of the year's last day, and its date.")))
    if content["rate"] and not content["rate_on"]:
        faults.append(Fault("/rate_on", N_("Say of which day the rate is.")))
    if faults:
        raise Invalid(faults)


def converted(amount: Decimal, rate: str | None) -> Decimal:
    """The amount by the rate, to two places."""
    return exact(amount * Decimal(rate)).quantize(Decimal("0.01")) if rate else exact(amount)


def known_revenue(session: Session, organization_id: str, year: int) -> Decimal | None:
    """What the firm reported last for the year, unless it was turned down."""
    found = session.scalars(
        select(Claim)
        .where(
            Claim.organization_id == organization_id,
            Claim.kind == "revenue",
            Claim.state.in_(jobs.STANDING),
        )
        .order_by(Claim.id.desc())
    )
    return next((exact(one.content["value"]) for one in found if one.content["year"] == year), None)


def _staff(session: Session, claim: Claim) -> Decimal | None:
    staff = jobs.last_staff(session, claim.organization_id, claim.measured_on)
    return staff.fte if staff else None


def set_baseline(session: Session, actor: Actor, content: Mapping[str, Any]) -> Claim:
    """The firm as it was before its first support.

    It is fixed at once where there was no support yet; once there was, or where another baseline
    holds, staff decide. Raises Invalid for a day after the first support.
    """
    require(actor, "outcome.claim", actor.organization)
    firm, as_of = str(actor.organization), date.fromisoformat(content["as_of"])
    first = support.first_support(session, firm)
    today = setting.today(session)
    if as_of > today or not rules.baseline_holds(as_of, first):
        told = N_("Must not lie after the first support, nor in the future.")
        raise Invalid([Fault("/as_of", told)])
    on_time = first is None or today <= first
    fresh = support.baseline(session, firm) is None
    claim = claims.open_claim(
        session,
        actor,
        kind="baseline",
        period=setting.calendar(session).quarter(as_of),
        measured_on=as_of,
        explanation=content["explanation"],
        content={name: content[name] for name in ("headcount", "fte", "sales")}
        | {"on_time": on_time, "as_of": content["as_of"]},
    )
    _prove(session, actor, claim, content["evidence"])
    data = claims.facts(claim) | claims.told(claim)
    record(session, "baseline.reported", key=f"outcome/{claim.id}", revision=1, data=data)
    audit.note(session, actor, "outcome.baseline", f"outcome/{claim.id}")
    if on_time and fresh:
        deciding.fix_at_once(session, claim)
    return claim


def enter_value(session: Session, actor: Actor, content: Mapping[str, Any]) -> Claim:
    """A value that staff enter for an organisation; another person verifies it."""
    require(actor, "outcome.enter")
    organization = get_organization(session, content["organization"])
    kind = ledger.kind_of(content["indicator"])
    day = date.fromisoformat(content["measured_on"])
    unknown = [name for name in content["cut"] if name not in kind.dimensions]
    faults = [Fault(f"/cut/{name}", N_("This indicator has no such cut.")) for name in unknown]
    if day > setting.today(session):
        faults.append(Fault("/measured_on", N_("Must not lie in the future.")))
    if faults:
        raise Invalid(faults)
    claim = claims.open_claim(
        session,
        actor,
        organization=organization.id,
        kind="other",
        period=setting.calendar(session).quarter(day),
        measured_on=day,
        explanation=content["note"],
        content={name: content[name] for name in ("indicator", "value", "cut")},
    )
    money = kind.unit == "money"
    claims.sample(session, claim, Decimal(content["value"]), money=money)
    _prove(session, actor, claim, content["evidence"], str(actor.organization))
    deciding.enter_claim(session, claim)
    audit.note(session, actor, "outcome.enter", f"outcome/{claim.id}")
    return claim


def _prove(
    session: Session, actor: Actor, claim: Claim, file_ids: list[str], owner: str = ""
) -> None:
    evidence.check(session, owner or claim.organization_id, claim.id, file_ids)
    session.flush()
    evidence.attach(session, actor, claim, file_ids, evidence.Read())
    if file_ids:
        claim.state = "evidenced"
