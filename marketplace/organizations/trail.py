"""Reading the audit: one's own organisation's, or all for staff."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

from flask import Response
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import User
from marketplace.audit import AuditEntry
from marketplace.exports import MOST, Column, table_response
from marketplace.organizations.models import Organization
from marketplace.policy import Actor, may, require

COLUMNS = (
    "at",
    "action",
    "subject",
    "user_name",
    "organization_name",
    "adviser_name",
    "user",
    "organization",
    "adviser",
    "token",
    "request_id",
)
"""Of the file, in this order; what an entry adds follows in one column."""


def entries(
    session: Session, actor: Actor, asked: Mapping[str, Any], limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """What was done, newest first, and how much there is.

    Without the right to read all: what was done for the organisation acted for, by its people
    or by its advisers, and what its people did for others as advisers.
    """
    found = _narrowed(_readable(actor), asked)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(limit).offset(offset)
    return _named(session, session.scalars(page).all()), total


def file(session: Session, actor: Actor, asked: Mapping[str, Any], format: str) -> Response:
    """What is asked for as CSV or XLSX; at most exports.MOST entries, the newest."""
    found, _total = entries(session, actor, asked, MOST, 0)
    columns: list[Column] = [(name, itemgetter(name)) for name in COLUMNS]
    columns.append(("details", lambda row: json.dumps(row["details"], sort_keys=True)))
    return table_response(found, columns, "audit", format)


def _readable(actor: Actor) -> Select[AuditEntry]:
    everything = select(AuditEntry)
    if may(actor, "audit.read_all"):
        return everything
    own = actor.organization
    require(actor, "audit.read", own or "")
    return everything.where(
        or_(
            AuditEntry.organization == own,
            AuditEntry.adviser == own,
            AuditEntry.subject == f"organization/{own}",
        )
    )


def _narrowed(found: Select[AuditEntry], asked: Mapping[str, Any]) -> Select[AuditEntry]:
    if asked["action"]:
        found = found.where(AuditEntry.action.startswith(asked["action"], autoescape=True))
    if asked["subject"]:
        found = found.where(AuditEntry.subject == asked["subject"])
    if asked["user"]:
        found = found.where(AuditEntry.user == asked["user"])
    if asked["organization"]:
        sides = (AuditEntry.organization, AuditEntry.adviser)
        found = found.where(or_(*(side == asked["organization"] for side in sides)))
    if asked["since"]:
        found = found.where(AuditEntry.at >= _midnight(asked["since"]))
    if asked["until"]:
        found = found.where(AuditEntry.at < _midnight(asked["until"]) + timedelta(days=1))
    return found


def _midnight(day: Any) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _named(session: Session, rows: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    people = _names(session, User, (row.user for row in rows))
    firms = _names(
        session, Organization, (one for row in rows for one in (row.organization, row.adviser))
    )
    return [
        {
            "id": row.id,
            "at": row.at.isoformat(),
            "action": row.action,
            "subject": row.subject,
            "user": row.user,
            "user_name": people.get(row.user),
            "organization": row.organization,
            "organization_name": firms.get(row.organization),
            "adviser": row.adviser,
            "adviser_name": firms.get(row.adviser),
            "token": row.token,
            "request_id": row.request_id,
            "details": row.details,
        }
        for row in rows
    ]


def _names(session: Session, model: Any, ids: Iterable[str | None]) -> dict[str | None, str]:
    wanted = {one for one in ids if one}
    found = session.execute(select(model.id, model.name).where(model.id.in_(wanted)))
    return {row.id: row.name for row in found}
