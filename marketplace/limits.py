"""Rate limits, counted in the database so that all processes share them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import request
from flask import session as cookie
from flask_limiter import Limiter, RequestLimit
from limits.storage import Storage
from sqlalchemy import String, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import UtcDateTime
from events.context import now
from events.locks import lock
from marketplace import edge
from marketplace.db import Base
from marketplace.errors import TooMany
from marketplace.secrets import hash_of


class Hit(Base):
    """How often something was done in a window that ends at `until`."""

    __tablename__ = "rate_limits"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class DatabaseStorage(Storage):
    """Counts in the application's database, each in a transaction of its own.

    Its own, since a refused request rolls back what it wrote; and before the request first
    writes, since SQLite has one writer at a time. Keys are hashed: they hold addresses.
    """

    STORAGE_SCHEME = ["database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        hashed = hash_of(key)
        with edge.sessions().write() as session:
            lock(session, f"limit-{hashed}")
            moment = now(session)
            entry = session.get(Hit, hashed)
            if entry is None:
                entry = Hit(key=hashed, count=0, until=moment)
                session.add(entry)
            if entry.until <= moment:
                entry.count, entry.until = 0, moment + timedelta(seconds=expiry)
            entry.count += amount
            return entry.count

    def get(self, key: str) -> int:
        with edge.sessions().read() as session:
            entry = session.get(Hit, hash_of(key))
            return entry.count if entry and entry.until > now(session) else 0

    def get_expiry(self, key: str) -> float:
        with edge.sessions().read() as session:
            entry = session.get(Hit, hash_of(key))
            return (entry.until if entry else now(session)).timestamp()

    def check(self) -> bool:
        with edge.sessions().read() as session:
            session.execute(select(1))
        return True

    def reset(self) -> int | None:
        with edge.sessions().write() as session:
            session.execute(delete(Hit))
        return None

    def clear(self, key: str) -> None:
        with edge.sessions().write() as session:
            session.execute(delete(Hit).where(Hit.key == hash_of(key)))


def by_address() -> str:
    """Counted for the address that the request comes from."""
    return request.remote_addr or "unknown"


def by_email() -> str:
    """Counted for the account that a form names, whether or not it exists."""
    return request.form.get("email", "").strip().casefold() or by_address()


def by_organization() -> str:
    """Counted for the organisation acted for, else for the person, else for the address."""
    actor = edge.actor()
    return actor.organization or actor.user or by_address()


def by_person() -> str:
    """Counted for the person, else for the address."""
    return edge.actor().user or by_address()


def by_sign_in() -> str:
    """Counted for the person whose password was given, while the second factor is asked for."""
    from marketplace.security import COOKIE_KEY, current_sign_in

    with edge.sessions().read() as session:
        sign_in = current_sign_in(session, cookie.get(COOKIE_KEY))
    return sign_in.user_id if sign_in else by_address()


def _refuse(breached: RequestLimit) -> None:
    ends = datetime.fromtimestamp(breached.reset_at, UTC)
    wait = ends - edge.sessions().clock.now()
    raise TooMany(retry_after=max(1, int(wait.total_seconds())))


limiter = Limiter(key_func=by_address, storage_uri="database://", on_breach=_refuse)
"""The decorators `limiter.limit` and `limiter.shared_limit`, the same for every application."""

LIMITS: dict[str, tuple[tuple[str, Callable[[], str]], ...]] = {
    "sign-in": (("10 per 15 minutes", by_email), ("100 per 15 minutes", by_address)),
    "second-factor": (("10 per 15 minutes", by_sign_in), ("100 per 15 minutes", by_address)),
    "sign-up": (("20 per hour", by_address),),
    "reset": (("5 per hour", by_email), ("20 per hour", by_address)),
    "password": (("10 per 15 minutes", by_person),),
    "question": (("60 per hour", by_organization),),
    "invitation": (("200 per hour", by_organization),),
    "report": (("20 per hour", by_person),),
    "claim": (("20 per hour", by_person),),
}
"""What is limited: how often, and counted for whom."""


def limited(what: str) -> Callable[[Any], Any]:
    """Limit a route as LIMITS says; routes of one name share their counts."""

    def mark(view: Any) -> Any:
        for often, whose in LIMITS[what]:
            view = limiter.shared_limit(often, scope=what, key_func=whose)(view)
        return view

    return mark
