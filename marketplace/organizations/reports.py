"""Telling staff that something is wrong with an organisation or a need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.organizations import queries
from marketplace.organizations.models import Report
from marketplace.policy import Actor, require

Look = Callable[[Session, Actor, str], object]
Name = Callable[[Session, str], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things that people report: who sees one, the staff's page of one, its name."""

    look: Look
    page: str
    name: Name


_kinds: dict[str, Kind] = {}


def reportable(kind: str, page: str, name: Name) -> Callable[[Look], Look]:
    """Register how to look up a thing of this kind: NotFound for what the actor may not see.

    `page` is the path of the staff's page up to the id. Later slices register theirs.
    """

    def register(look: Look) -> Look:
        _kinds[kind] = Kind(look, page, name)
        return look

    return register


def _name(session: Session, organization_id: str) -> str:
    return queries.get(session, organization_id).name


reportable("organization", "/review/organizations/", _name)(queries.visible)


def report(session: Session, actor: Actor, kind: str, subject_id: str, text: str) -> Report:
    """Tell staff what is wrong; a second report by the same person on the same thing is one."""
    look_at(session, actor, kind, subject_id)
    subject = f"{kind}/{subject_id}"
    known = session.scalar(
        select(Report).where(
            Report.subject == subject, Report.reported_by == actor.user, Report.state == "open"
        )
    )
    if known is not None:
        return known
    entry = Report(
        id=new_id(session),
        subject=subject,
        text=text,
        reported_by=actor.user,
        organization_id=actor.organization,
        state="open",
        created_at=now(session),
    )
    session.add(entry)
    audit.note(session, actor, "report.make", subject, {"report": entry.id})
    return entry


def look_at(session: Session, actor: Actor, kind: str, subject_id: str) -> None:
    """Raise NotFound for a thing that the actor may not see, Invalid for an unknown kind."""
    require(actor, "organization.report")
    known = _kinds.get(kind)
    if known is None:
        raise Invalid([Fault("/kind", f"Choose one of {', '.join(sorted(_kinds))}.")])
    known.look(session, actor, subject_id)


def subject_of(session: Session, entry: Report) -> tuple[str, str]:
    """Name and staff's page of what is reported."""
    kind, _, subject_id = entry.subject.partition("/")
    return _kinds[kind].name(session, subject_id), _kinds[kind].page + subject_id


def open_about(session: Session, actor: Actor, subject: str) -> list[Report]:
    """Open reports on one thing (kind/id), oldest first."""
    require(actor, "report.decide")
    found = select(Report).where(Report.subject == subject, Report.state == "open")
    return list(session.scalars(found.order_by(Report.created_at, Report.id)))


def decide_report(
    session: Session, actor: Actor, report_id: str, state: str, decision: str
) -> Report:
    """Close a report as "acted" or "dismissed", with what was decided."""
    require(actor, "report.decide")
    entry = session.get(Report, report_id, with_for_update=True)
    if entry is None:
        raise NotFound("There is no such report.")
    if entry.state != "open":
        raise Conflict("This report is decided already.", code="decided")
    entry.state, entry.decision = state, decision
    entry.decided_at, entry.decided_by = now(session), actor.user
    audit.note(session, actor, "report.decide", entry.subject, {"report": entry.id, "state": state})
    return entry


def reports(
    session: Session, actor: Actor, state: str, limit: int, offset: int
) -> tuple[list[Report], int]:
    """Reports in a state, oldest first, and how many there are."""
    require(actor, "report.decide")
    found = select(Report).where(Report.state == state)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(Report.created_at, Report.id).limit(limit).offset(offset)
    return list(session.scalars(page)), total


def own_report(session: Session, actor: Actor, report_id: str) -> Report:
    """A report of the person; NotFound for any other's."""
    entry = session.get(Report, report_id)
    if entry is None:
        raise NotFound("There is no such report.")
    require(actor, "account.self", entry.reported_by, hidden=True)
    return entry


def shown(entry: Report) -> dict[str, object]:
    """A report as the API answers it, to staff and to whoever made it."""
    kind, _, subject_id = entry.subject.partition("/")
    decided = entry.decided_at
    return {
        "id": entry.id,
        "kind": kind,
        "subject": subject_id,
        "text": entry.text,
        "state": entry.state,
        "decision": entry.decision,
        "created_at": entry.created_at.isoformat(),
        "decided_at": decided.isoformat() if decided else None,
    }
