"""The mail queue: a row in the causing transaction, sent later, each at least once."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from events.columns import UtcDateTime
from events.context import new_id, now
from events.errors import is_transient
from events.locks import try_lock
from events.ports import Sessions
from marketplace.db import Base
from marketplace.ports import Mail, Message

log = structlog.get_logger()
TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)


class Delivery(Base):
    """A mail to be sent: the only way in which one leaves. `key` becomes its Message-ID."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_state_next_attempt_at", "state", "next_attempt_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(Text)


def queue_mail(session: Session, to: str, subject: str, text: str, key: str = "") -> None:
    """Have a mail sent once this transaction commits; a second one of the same key is dropped."""
    identifier = new_id(session)
    key = key or identifier
    if session.scalar(select(Delivery.id).where(Delivery.key == key)):
        return
    session.add(
        Delivery(
            id=identifier,
            key=key,
            to=to,
            subject=subject[:300],
            text=text,
            state="pending",
            next_attempt_at=now(session),
            created_at=now(session),
        )
    )


def send_due(sessions: Sessions, mail: Mail, limit: int = 50) -> int:
    """Send what is due; returns how many were tried. A mail that fails waits longer each time.

    The mail leaves between two short transactions: a crash in between sends it again with the
    same Message-ID, which the receiver shows once.
    """
    with sessions.read() as session:
        waiting = session.scalars(
            select(Delivery)
            .where(Delivery.state == "pending", Delivery.next_attempt_at <= now(session))
            .order_by(Delivery.next_attempt_at)
            .limit(limit)
        ).all()
    for delivery in waiting:
        error = _send(mail, delivery)
        with sessions.write() as session:
            if try_lock(session, f"delivery-{delivery.id}"):
                _settle(session, delivery.id, error)
    return len(waiting)


def _send(mail: Mail, delivery: Delivery) -> Exception | None:
    try:
        mail.send(Message(delivery.to, delivery.subject, delivery.text, delivery.key))
    except Exception as error:  # noqa: BLE001 - kept with the row, logged, and tried again
        log.warning("mail not sent", delivery=delivery.id, error=str(error))
        return error
    return None


def _settle(session: Session, delivery_id: str, error: Exception | None) -> None:
    delivery = session.get_one(Delivery, delivery_id)
    delivery.attempts += 1
    if error is None:
        delivery.state, delivery.sent_at, delivery.error = "sent", now(session), None
        return
    delivery.error = str(error)[:1000]
    if delivery.attempts >= TRIES and not is_transient(error):
        delivery.state = "failed"
    pause = min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), timedelta(hours=6))
    delivery.next_attempt_at = now(session) + pause
