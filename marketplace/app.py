"""The Flask application: blueprints, a request id, one session a request, security headers."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import timedelta
from importlib import import_module

import structlog
from flask import Flask, Response, g, request
from flask_wtf import CSRFProtect

from events.consumers import Consumer
from marketplace import apidocs, edge, problems, web
from marketplace.apikit import JsonApi
from marketplace.config import Settings
from marketplace.db import SessionFactory
from marketplace.limits import limiter
from marketplace.ports import Ports
from marketplace.secrets import secret_key

SLICES = (
    "vocabularies",
    "accounts",
    "organizations",
    "files",
    "profiles",
    "support",
    "needs",
    "awards",
    "matches",
    "applications",
    "evaluation",
    "deals",
    "outcomes",
    "insight",
    "standards",
    "changes",
    "notifications",
    "home",
    "operations",
)
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
        " frame-ancestors 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def create_app(
    settings: Settings,
    sessions: SessionFactory,
    ports: Ports,
    consumers: Mapping[str, Consumer],
) -> Flask:
    """The application on these settings and ports; of `consumers` it tells lag and faults."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret_key(settings),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=int(settings.session_days)),
        MAX_CONTENT_LENGTH=int(settings.upload_mb) * 1_000_000 + 100_000,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE=settings.language_codes[0],
        API_TITLE=f"{settings.product_name} API",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
    )
    app.extensions.update(settings=settings, sessions=sessions, ports=ports, consumers=consumers)
    app.before_request(_begin)
    limiter.init_app(app)
    app.after_request(_headers)  # runs after what is entered below it
    app.after_request(edge.finish)
    app.teardown_request(edge.close)
    problems.install(app)
    web.install(app)
    _install_slices(app)
    return app


def _install_slices(app: Flask) -> None:
    csrf = CSRFProtect(app)
    api = JsonApi(app)
    for name in SLICES:
        pages = import_module(f"marketplace.{name}.web")
        app.register_blueprint(pages.pages)
        routes = import_module(f"marketplace.{name}.api")
        api.register_blueprint(routes.api, url_prefix="/api/v1")
        csrf.exempt(routes.api)
    apidocs.install(app, api)


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers["X-Request-Id"] = g.request_id
    return response
