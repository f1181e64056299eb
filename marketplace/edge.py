"""The edge of a request: one session, one actor, one transaction that ends with the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, current_app, g, request
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.errors import is_transient
from marketplace.config import Settings
from marketplace.db import SessionFactory
from marketplace.errors import PreconditionRequired, Stale
from marketplace.policy import Actor, require
from marketplace.ports import Ports

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def settings() -> Settings:
    """The application's settings."""
    return cast(Settings, current_app.extensions["settings"])


def ports() -> Ports:
    """The application's ports."""
    return cast(Ports, current_app.extensions["ports"])


def sessions() -> SessionFactory:
    """The application's session factory."""
    return cast(SessionFactory, current_app.extensions["sessions"])


def consumers() -> Mapping[str, Consumer]:
    """The consumers that workers run, by name."""
    return cast(Mapping[str, Consumer], current_app.extensions["consumers"])


def session() -> Session:
    """The request's session, opened on first use: for reading on GET, else for writing."""
    if "session" not in g:
        g.session = sessions().open(writes=request.method not in SAFE)
        g.session.info["request_id"] = g.request_id
    return cast(Session, g.session)


def actor() -> Actor:
    """Who makes this request; found on first use by cookie or by token.

    A request that writes is identified in a reading session of its own: whoever is turned away,
    and whatever slow work comes before the first `session()`, holds no lock.
    """
    if "actor" not in g:
        from marketplace.security import identify

        if "session" in g or request.method in SAFE:
            g.actor = identify(session(), request)
        else:
            with sessions().read() as reading:
                g.actor = identify(reading, request)
    return cast(Actor, g.actor)


def rule(action: str) -> Callable[[View], View]:
    """Name the policy's action of a route, and turn away whoever could never take it.

    The service asks again, with the owner of the thing. A test holds every route to having one.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            require(actor(), action)
            return view(*args, **kwargs)

        cast(Any, guarded).rule = action
        return cast(View, guarded)

    return mark


def finish(response: Response) -> Response:
    """Commit what a successful request wrote; a refused one leaves nothing behind.

    Where the store fails at the end the answer is the one of a busy store instead.
    """
    open_session = g.get("session")
    if open_session is None or response.status_code >= 400 or request.method in SAFE:
        return response
    try:
        sessions().finish(open_session)
    except Exception as error:
        if not is_transient(error):
            raise
        open_session.rollback()
        return _busy(error)
    return response


def _busy(error: Exception) -> Response:
    from marketplace.problems import busy

    return busy(error)


def close(error: BaseException | None = None) -> None:
    """Give the session back, whatever happened."""
    open_session = g.pop("session", None)
    if open_session is not None:
        open_session.close()


def expected_revision() -> int:
    """The revision that If-Match names; PreconditionRequired without, Stale if unreadable."""
    tags = request.if_match
    if not tags and not tags.star_tag:
        raise PreconditionRequired()
    for tag in tags.as_set():
        if tag.isdigit():
            return int(tag)
    raise Stale()


def given_revision() -> int | None:
    """The revision that If-Match names, None where it is not sent (actions take it if given)."""
    return expected_revision() if request.headers.get("If-Match") else None
