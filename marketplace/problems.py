"""Refusals as answers: problem+json (RFC 9457) under /api/, a page elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import structlog
from flask import Flask, Response, g, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from events.errors import is_transient
from marketplace.errors import (
    Busy,
    DomainError,
    Fault,
    Invalid,
    NotFound,
    NotSignedIn,
    Unavailable,
)
from search.ports import SearchUnavailable

log = structlog.get_logger()
AGAIN = {"busy": 2, "search": 30}
"""Seconds after which a request is worth sending again: locks pass sooner than outages."""


def install(app: Flask) -> None:
    """Let every refusal and every fault of the application answer in one form."""
    app.register_error_handler(DomainError, refuse)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(SearchUnavailable, _search_away)
    app.register_error_handler(Exception, fail)


def refuse(error: DomainError) -> Response:
    """The answer to a refusal of ours."""
    extra = dict(error.extra)
    wait = extra.get("retry_after")
    if isinstance(error, NotSignedIn) and _is_page_to_read():
        return _to_sign_in()
    if isinstance(error, Invalid):
        extra["errors"] = [
            {"pointer": fault.pointer, "detail": fault.detail} for fault in error.faults
        ]
    headers = {"Retry-After": str(wait)} if wait else {}
    return answer(error.status, error.code, error.title, _detail(error), extra, headers)


def _detail(error: DomainError) -> str:
    """What is missing and what is hidden read alike, whatever the service said."""
    return NotFound.title if error.code == NotFound.code else error.detail


def _is_page_to_read() -> bool:
    return request.method in ("GET", "HEAD") and not request.path.startswith("/api/")


def _to_sign_in() -> Response:
    """Signing in leads back to the page that asked for it."""
    wanted = request.full_path.rstrip("?")
    return Response("", 302, {"Location": url_for("accounts.sign_in", next=wanted)})


def refuse_http(error: HTTPException) -> Response:
    """The answer to a refusal by the framework: no such route, wrong method, bad input."""
    messages = getattr(error, "data", None) or {}
    if "messages" in messages:
        return refuse(Invalid(list(faults(messages["messages"]))))
    status = error.code or 500
    code = error.name.lower().replace(" ", "-")
    detail = error.description or error.name
    headers = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}
    return answer(status, code, error.name, detail, {}, headers)


def _search_away(error: SearchUnavailable) -> Response:
    log.warning("search unavailable", error=str(error))
    text = "Search is not available at the moment; everything else works."
    return refuse(Unavailable(text, retry_after=AGAIN["search"]))


def busy(error: BaseException) -> Response:
    """The answer while the store is busy or away: nothing was kept, the same request may follow.

    The page is made without the store.
    """
    log.warning("store busy or away", error=f"{type(error).__name__}: {error}", path=request.path)
    g.faulty = True
    return refuse(Busy(retry_after=AGAIN["busy"]))


def fail(error: Exception) -> Response:
    """The answer to a fault of ours: logged whole, told with a number to quote."""
    if is_transient(error):
        return busy(error)
    log.exception("unhandled", path=request.path)
    g.faulty = True
    return answer(
        500,
        "internal-error",
        "Something went wrong on our side",
        "Nothing was changed. Quote this number if you ask for help.",
        {"request_id": g.get("request_id")},
    )


def faults(messages: Mapping[str, Any]) -> Iterator[Fault]:
    """marshmallow's messages as faults with JSON pointers, whatever part of the request."""
    for location, content in messages.items():
        prefix = "" if location in ("json", "form", "query", "json_or_form") else f"/{location}"
        yield from walk(content, prefix)


def walk(content: Any, pointer: str = "") -> Iterator[Fault]:
    """Nested messages as (pointer, text); `_schema` stands for the object itself."""
    if isinstance(content, Mapping):
        for key, inner in content.items():
            yield from walk(inner, pointer if key == "_schema" else f"{pointer}/{key}")
    elif isinstance(content, (list, tuple)):
        for text in content:
            yield Fault(pointer, str(text))
    else:
        yield Fault(pointer, str(content))


def answer(
    status: int,
    code: str,
    title: str,
    detail: str,
    extra: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One refusal, as problem+json or as a page."""
    if request.path.startswith("/api/"):
        body = {
            "type": f"/api/problems/{code}",
            "title": title,
            "status": status,
            "code": code,
            "detail": detail,
            **extra,
        }
        response = Response(json.dumps(body), status, mimetype="application/problem+json")
    else:
        told = dict(extra) | {"retry_after": (headers or {}).get("Retry-After")}
        response = _page(status, code, title, detail, told)
    response.headers.extend(headers or {})
    if status == 401 and request.path.startswith("/api/"):
        response.headers["WWW-Authenticate"] = 'Bearer realm="api"'
    return response


def _page(status: int, code: str, title: str, detail: str, extra: Mapping[str, Any]) -> Response:
    """A refusal as a page, in the reader's words; the framework's own sentences stay out."""
    ours = status != 500 and title not in HTTP_STATUS_CODES.values()
    facts = {"status": status, "code": code, "title": title, "extra": extra}
    return Response(render_template("problem.html", detail=detail if ours else "", **facts), status)
