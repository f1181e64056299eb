"""Idempotency-Key: a repeated POST returns the first answer, and does nothing a second time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import Response, g, request
from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from events.columns import UtcDateTime
from events.context import now
from events.locks import try_lock
from marketplace import edge
from marketplace.db import Base
from marketplace.errors import Conflict, Fault, Invalid
from marketplace.policy import Actor

KEPT = timedelta(hours=72)


class Answer(Base):
    """The first answer to a key: the resource that it named, not its text."""

    __tablename__ = "idempotency"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    resource: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def replayable(load: Callable[..., Response]) -> Callable[[Any], Any]:
    """Mark a POST view that returns (resource id, response).

    `load(resource_id, status)` makes the answer again for a repeated key. The scope of a key is
    the token (or person) and the operation; the same key with another body is refused with 422,
    one whose first request is still under way with 409.
    """

    def mark(view: Any) -> Any:
        @wraps(view)
        def once(*args: Any, **kwargs: Any) -> Response:
            key = request.headers.get("Idempotency-Key")
            if not key:
                return view(*args, **kwargs)[1]
            session, actor = edge.session(), edge.actor()
            scoped, content = _scoped(actor, key), _content()
            first = _first(session, scoped, content)
            if first is not None:
                return load(first.resource, first.status)
            resource, response = view(*args, **kwargs)
            _keep(session, scoped, content, resource, response.status_code)
            return response

        return once

    return mark


def _scoped(actor: Actor, key: str) -> str:
    if len(key) > 200:
        raise Invalid([Fault("/Idempotency-Key", "Use at most 200 characters.")])
    parts = [actor.token or actor.user or "", request.endpoint or "", request.path, key]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _content() -> str:
    data = [request.get_json(silent=True), g.get("content_digest")]
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _first(session: Session, scoped: str, content: str) -> Answer | None:
    if not try_lock(session, f"idempotency-{scoped}"):
        raise Conflict("The first request with this key is under way.", code="in-flight")
    first = session.get(Answer, scoped)
    if first is None or first.created_at < now(session) - KEPT:
        return None
    if first.request_hash != content:
        raise Invalid(
            [Fault("/Idempotency-Key", "This key was used with another body; use a new key.")]
        )
    return first


def _keep(session: Session, scoped: str, content: str, resource: str, status: int) -> None:
    session.execute(delete(Answer).where(Answer.id == scoped))
    session.add(
        Answer(
            id=scoped,
            request_hash=content,
            status=status,
            resource=resource,
            created_at=now(session),
        )
    )
