"""What the page of open data shows, and the files that it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deployment import settings_of
from marketplace.needs.models import Need
from marketplace.outcomes import public, setting
from marketplace.outcomes.periods import ALL, Span
from marketplace.policy import Actor, may, require
from marketplace.standards import aid, tables
from marketplace.standards.figures import Figures
from marketplace.standards.naming import names_of, unregistered
from marketplace.standards.ocds import KIND

Makes = Callable[[Session, Span | None], bytes]
FILES: Mapping[str, tuple[Makes, str]] = {
    aid.FILE: (aid.content, "application/xml"),
    "results.csv": (tables.as_table, "text/csv"),
    "results.json": (tables.as_document, "application/json"),
}
"""File name to what makes it, and its media type."""


def open_data(session: Session, actor: Actor, period: str | None) -> dict[str, Any]:
    """An open need as an example; for the programme the periods of which files can be made."""
    newest = select(Need).where(Need.kind == KIND, Need.state == "published")
    example = session.scalars(newest.order_by(Need.published_at.desc(), Need.id).limit(1)).first()
    settings = settings_of(session)
    exports = may(actor, "standards.export")
    return {
        "example": example,
        "ocid": names_of(settings).ocid,
        "may_export": exports,
        "period": public.period_of(session, period),
        "periods": _periods(session) if exports else [],
        "notes": unregistered(settings),
    }


def _periods(session: Session) -> list[str]:
    """All, then every year with its quarters, the newest first."""
    calendar = setting.calendar(session)
    years = [span.code for span in reversed(Figures(session).years)]
    return [ALL, *(code for year in years for code in (year, *calendar.quarters(year)[::-1]))]


def file(session: Session, actor: Actor, name: str, period: str | None) -> tuple[bytes, str]:
    """A file's content and media type; Invalid for a period that there is not."""
    require(actor, "standards.export")
    code = public.period_of(session, period)
    span = None if code == ALL else setting.calendar(session).span(code)
    make, media_type = FILES[name]
    return make(session, span), media_type
