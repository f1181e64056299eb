"""Firms' reports as steps: baseline, support, jobs with their lists, revenue, what officers say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.demo.plan import OrganizationPlan
from marketplace.demo.reports import JobsPlan, RevenuePlan
from marketplace.demo.steps import Cast, Step
from marketplace.files import services as files
from marketplace.outcomes import asks, assisting, jobs, payroll, reports, setting, verification
from marketplace.outcomes.evidence import Read
from marketplace.outcomes.models import Claim
from marketplace.policy import Actor

HEAD = "Name,Start date,Hours per week,Sex,Age,Contract\n"
PLAUSIBLE = "Seen in the contracts and explained on the telephone."
COUNTED = "People in half time count by their hours: corrected by the list."


@dataclass(frozen=True, slots=True)
class Officer:
    """Programme staff who decide."""

    plan: OrganizationPlan
    cast: Cast

    def actor(self, session: Session) -> Actor:
        """The officer, acting for the programme."""
        return self.cast.actor(session, self.plan)


@dataclass(frozen=True, slots=True)
class SetBaseline:
    """The firm tells how many it employs before its first support."""

    firm: OrganizationPlan
    day: date
    staff: int
    cast: Cast

    def __call__(self, session: Session) -> None:
        body = {"as_of": self.day.isoformat(), "headcount": self.staff, "fte": str(self.staff)}
        more: dict[str, Any] = {"sales": "0.00", "explanation": None, "evidence": []}
        reports.set_baseline(session, self.cast.actor(session, self.firm), body | more)


@dataclass(frozen=True, slots=True)
class Support:
    """Staff enter a support by a BSO."""

    firm: OrganizationPlan
    bso: OrganizationPlan
    day: date
    kind: str
    objective: str
    officer: Officer

    def __call__(self, session: Session) -> None:
        cast = self.officer.cast
        content = {
            "organization": cast.id_of(session, self.firm),
            "provider": cast.id_of(session, self.bso),
            "kind": self.kind,
            "role": "bso",
            "objective": self.objective,
            "since": self.day.isoformat(),
        }
        assisting.record_assistance(session, self.officer.actor(session), content)


def job_steps(plan: JobsPlan, firm: OrganizationPlan, officer: Officer) -> Iterator[Step]:
    """The claim, the decision, and what the firm confirms later."""
    yield Step(plan.at, _Claim(plan, firm, officer.cast))
    if plan.decided is not None:
        yield Step(plan.decided, _Decide(plan, firm, officer))
    for at in plan.confirmed:
        yield Step(at, _Confirm(plan, firm, officer.cast))


def revenue_steps(plan: RevenuePlan, firm: OrganizationPlan, officer: Officer) -> Iterator[Step]:
    """The report and the decision."""
    yield Step(plan.at, _Report(plan, firm, officer.cast))
    yield Step(plan.decided, _Decide(plan, firm, officer))


@dataclass(frozen=True, slots=True)
class _Claim:
    plan: JobsPlan
    firm: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        plan, actor = self.plan, self.cast.actor(session, self.firm)
        table = [HEAD.strip().split(","), *map(_row, plan.people)]
        read = payroll.read(table, self.cast.secret) if plan.people else None
        evidence, lists = [], {}
        if read is not None:
            file = lay_down(session, actor, self.cast, _csv(table), f"payroll-{plan.quarter}.csv")
            evidence, lists = [file], {file: read}
        lines = payroll.lines_of(read.people, setting.full_time(session)) if read else []
        content = {
            "deal": _asked(session, str(actor.organization)),
            "period_measured": plan.quarter,
            "lines": lines_as_told(plan, lines),
            "staff": _staff(plan),
            "lost": {"headcount": plan.lost, "fte": str(plan.lost)} if plan.lost else None,
            "evidence": evidence,
            "explanation": None,
        }
        jobs.claim_jobs(session, actor, content, Read(lists))


def _asked(session: Session, firm: str) -> str | None:
    """The deal of which the firm was asked for jobs."""
    found = (one.subject for one in asks.open_asks(session, firm) if one.kind == "jobs")
    return next(found, None)


def lines_as_told(plan: JobsPlan, lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines, with the mistake that the claim is to make."""
    told = [dict(one) for one in lines]
    if plan.headcount:
        told = [one | {"fte": str(one["headcount"])} for one in told]
    if plan.again:
        cut = {"contract": "permanent", "sex": "unknown", "age_band": "unknown"}
        told.append({"headcount": plan.again, "fte": str(plan.again)} | cut)
    return told


def _staff(plan: JobsPlan) -> dict[str, Any] | None:
    if plan.staff is None or plan.headcount:
        return None
    return {"headcount": plan.staff[0], "fte": str(plan.staff[1])}


def _row(one: Any) -> list[str]:
    sex = one.sex or ""
    return [one.name, one.start.isoformat(), str(one.hours), sex, str(one.age), "permanent"]


def _csv(table: Sequence[Sequence[str]]) -> bytes:
    return "".join(",".join(row) + "\n" for row in table).encode()


def lay_down(session: Session, actor: Actor, cast: Cast, content: bytes, name: str) -> str:
    """Enter a file of the firm and lay its content down; its id."""
    file = files.enter(
        session,
        actor,
        name=name,
        media_type="text/csv",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    session.flush()
    cast.files.put(file.id, content)
    return file.id


@dataclass(frozen=True, slots=True)
class _Report:
    plan: RevenuePlan
    firm: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        actor = self.cast.actor(session, self.firm)
        edb, amount = self.firm.identifiers[0]["value"], self.plan.amount
        accounts = f"Annual accounts,{self.plan.year}\nEDB,{edb}\nRevenue,{amount}\n".encode()
        file = lay_down(session, actor, self.cast, accounts, f"accounts-{self.plan.year}.csv")
        content = {
            "year": self.plan.year,
            "amount": str(amount),
            "currency": None,
            "rate": None,
            "rate_on": None,
            "source": "annual_accounts",
            "explanation": None,
            "evidence": [file],
        }
        reports.report_revenue(session, actor, content)


@dataclass(frozen=True, slots=True)
class _Decide:
    plan: JobsPlan | RevenuePlan
    firm: OrganizationPlan
    officer: Officer

    def __call__(self, session: Session) -> None:
        claim = claim_of(session, self.officer.cast, self.firm, self.plan)
        body: dict[str, Any] = {"decision": "accept"}
        if claim.gates:
            body["reason"] = PLAUSIBLE
        if isinstance(self.plan, JobsPlan) and self.plan.headcount:
            body = {"decision": "correct", "reason": COUNTED}
            body["lines"] = _by_hours(self.plan, claim)
        if claim.sample.get("why"):
            day = setting.today(session) - timedelta(days=2)
            seen = "Workplaces and contracts seen on the spot."
            body["visit"] = {"visited_on": day.isoformat(), "seen": seen, "announced": True}
        verification.decide_verification(session, self.officer.actor(session), claim.id, body, None)


def _by_hours(plan: JobsPlan, claim: Claim) -> list[dict[str, Any]]:
    """The lines as the list has them; the half-time people stand in its first line."""
    lines = [{"headcount": one["headcount"], "fte": one["fte"]} for one in claim.content["lines"]]
    over = sum((Decimal(one["fte"]) for one in lines), Decimal()) - plan.fte
    first = Decimal(lines[0]["fte"]) - over
    return [{**lines[0], "fte": str(first)}, *lines[1:]]


def claim_of(
    session: Session, cast: Cast, firm: OrganizationPlan, plan: JobsPlan | RevenuePlan
) -> Claim:
    """The claim that the plan became."""
    kind = "jobs" if isinstance(plan, JobsPlan) else "revenue"
    found = select(Claim).where(
        Claim.organization_id == cast.id_of(session, firm),
        Claim.kind == kind,
        Claim.submitted_at == plan.at,
    )
    return session.scalars(found).one()


@dataclass(frozen=True, slots=True)
class _Confirm:
    plan: JobsPlan
    firm: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        claim = claim_of(session, self.cast, self.firm, self.plan)
        actor = self.cast.actor(session, self.firm)
        verification.confirm_jobs(session, actor, claim.id, claim.content["net"])
