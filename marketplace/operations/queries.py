"""Reads of whoever runs the platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from events import pulse
from events.consumers import Consumer
from events.context import now
from events.tables import dead_letters, outbox
from marketplace.operations import state
from marketplace.operations.letters import letter
from marketplace.policy import Actor, require

OPERATE = "platform.operate"


def overview(session: Session, actor: Actor, consumers: Mapping[str, Consumer]) -> dict[str, Any]:
    """How the platform is at this moment: complaints, outbox, lag, dead letters, workers."""
    require(actor, OPERATE)
    waiting = state.outbox_state(session)
    return {
        "checked_at": now(session),
        "complaints": state.complaints(session, consumers),
        "outbox": {"depth": waiting.depth, "age": waiting.age, "failing": waiting.failing},
        "lag": state.lags(session, consumers.values()),
        "dead_letters": state.letters(session),
        "workers": [
            {"role": row.role, "host": row.host, "since": row.started_at, "seen": row.seen_at}
            for row in pulse.alive(session)
        ],
    }


def letters_page(
    session: Session, actor: Actor, *, consumer: str = "", limit: int = 20, offset: int = 0
) -> tuple[list[Row[Any]], int]:
    """Unresolved dead letters, oldest first, and how many there are."""
    require(actor, OPERATE)
    found = select(dead_letters).where(dead_letters.c.resolved_at.is_(None))
    if consumer:
        found = found.where(dead_letters.c.consumer == consumer)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(dead_letters.c.id).limit(limit).offset(offset)
    return list(session.execute(page)), total


def one_letter(session: Session, actor: Actor, letter_id: int) -> Row[Any]:
    """A dead letter, resolved or not; raises NotFound."""
    require(actor, OPERATE)
    return letter(session, letter_id)


def outbox_page(
    session: Session, actor: Actor, *, limit: int = 20, offset: int = 0
) -> tuple[list[Row[Any]], int]:
    """Events that are not published yet, oldest first, and how many there are."""
    require(actor, OPERATE)
    found = select(outbox).where(outbox.c.published_at.is_(None))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(outbox.c.id).limit(limit).offset(offset)
    return list(session.execute(page)), total
