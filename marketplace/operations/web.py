"""Pages of operations, and what monitors ask for."""

from __future__ import annotations

import time

from flask import Blueprint, Response, g, jsonify, request

from marketplace import metrics
from marketplace.edge import consumers, rule, sessions, settings
from marketplace.operations.readiness import faults

pages = Blueprint("operations", __name__)


@pages.before_app_request
def _begin() -> None:
    g.started = time.perf_counter()


@pages.after_app_request
def _measure(response: Response) -> Response:
    if "started" in g:
        kind = f"{response.status_code // 100}xx"
        measure = metrics.REQUESTS.labels(request.endpoint or "none", request.method, kind)
        measure.observe(time.perf_counter() - g.started)
    return response


@pages.get("/health/live")
@rule("public.read")
def live() -> Response:
    return jsonify(status="ok")


@pages.get("/health/ready")
@rule("public.read")
def ready() -> tuple[Response, int]:
    found = faults(sessions(), settings())
    return jsonify(status="not ready" if found else "ok", faults=found), 503 if found else 200


@pages.get("/metrics")
@rule("public.read")
def prometheus() -> Response:
    body = metrics.exposition(sessions(), consumers())
    return Response(body, content_type=metrics.CONTENT_TYPE)
