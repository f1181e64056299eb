"""Pages of operations, and what monitors ask for."""

from __future__ import annotations

import json
import time

from flask import Blueprint, Response, g, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from marketplace import metrics
from marketplace.edge import actor, consumers, rule, session, sessions, settings
from marketplace.forms import Form
from marketplace.operations import queries, services
from marketplace.operations.letters import shown, waiting
from marketplace.operations.readiness import faults
from marketplace.operations.schemas import DiscardBody
from marketplace.operations.words import complaint
from marketplace.pages import done, refused
from marketplace.paging import next_of, offset_of

pages = Blueprint("operations", __name__)
LETTERS = "/operations/dead-letters"
ROWS = 50


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


@pages.get("/operations")
@rule("platform.operate")
def overview() -> str:
    """What is unwell, or that all is well."""
    found = queries.overview(session(), actor(), consumers())
    said = [complaint(one) for one in found["complaints"]]
    return render_template("operations/overview.html", found=found, complaints=said)


@pages.get("/operations/outbox")
@rule("platform.operate")
def outbox() -> str:
    """Events that wait to be published."""
    start = offset_of(request.args.get("cursor"))
    rows, total = queries.outbox_page(session(), actor(), limit=ROWS, offset=start)
    following = next_of(start, ROWS, total)
    items = [waiting(row) | {"time": row.time} for row in rows]
    return render_template(
        "operations/outbox.html", items=items, start=start, total=total, next=following
    )


@pages.get(LETTERS)
@rule("platform.operate")
def dead_letters() -> str:
    """Events that a consumer gave up."""
    start = offset_of(request.args.get("cursor"))
    rows, total = queries.letters_page(session(), actor(), limit=ROWS, offset=start)
    items = [shown(row) | {"created_at": row.created_at} for row in rows]
    following = next_of(start, ROWS, total)
    return render_template(
        "operations/letters.html", items=items, start=start, total=total, next=following
    )


@pages.get(f"{LETTERS}/<int:letter_id>")
@rule("platform.operate")
def dead_letter(letter_id: int) -> str:
    """One of them, whole."""
    return render_template("operations/letter.html", form=Form(), **_whole(letter_id))


@pages.post(f"{LETTERS}/<int:letter_id>/retry")
@rule("platform.operate")
def retry(letter_id: int) -> AnyResponse:
    services.retry(session(), actor(), letter_id)
    return done(f"{LETTERS}/{letter_id}", _("The worker tries it again within a second or two."))


@pages.post(f"{LETTERS}/<int:letter_id>/discard")
@rule("platform.operate")
def discard(letter_id: int) -> AnyResponse:
    form = Form.received()
    with form.catching():
        services.discard(session(), actor(), letter_id, form.load(DiscardBody())["reason"])
        return done(LETTERS, _("Given up. What waited behind it can be tried again now."))
    return refused("operations/letter.html", form, **_whole(letter_id))


def _whole(letter_id: int) -> dict[str, object]:
    row = queries.one_letter(session(), actor(), letter_id)
    content = json.dumps(row.event, ensure_ascii=False, indent=2)
    return {"letter": row, "content": content}
