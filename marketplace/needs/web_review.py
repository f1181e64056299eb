"""Pages of the staff's decisions on needs."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from marketplace.apikit import load
from marketplace.edge import actor, rule, session
from marketplace.exports import MOST, Column, table_response
from marketplace.forms import Form
from marketplace.i18n import N_
from marketplace.needs import moderation, queries, tables
from marketplace.needs.blueprint import pages
from marketplace.needs.models import Need
from marketplace.needs.schemas_review import REVIEWED, NeedReviewBody, NeedReviewQuery
from marketplace.organizations import queues, reports
from marketplace.organizations.queries import get as get_organization
from marketplace.pages import done, refused
from marketplace.paging import next_of, offset_of
from marketplace.policy import Actor

QUEUE = "/review/needs"


def _suspended(session: Session, actor: Actor) -> int:
    return queries.to_review(session, actor, "suspended", "", 1, 0)[1]


queues.gives_queue(queues.Queue("needs", N_("Suspended needs (%(n)s)"), QUEUE, _suspended, 50))
COLUMNS: tuple[Column, ...] = (
    ("ref", lambda need: need.ref),
    ("title", lambda need: need.title),
    ("state", lambda need: need.state),
    ("buyer", lambda need: get_organization(session(), need.organization_id).name),
    ("published_at", lambda need: need.published_at),
    ("reason", lambda need: need.suspension),
)


@pages.get(QUEUE)
@rule("need.review")
def review_queue() -> str | Response:
    given = {name: value for name, value in request.args.items() if value and name != "format"}
    asked = load(NeedReviewQuery(), {"limit": "50", **given})
    if request.args.get("format"):
        found, _total = _found(asked, MOST, 0)
        return table_response(found, COLUMNS, "needs", request.args["format"])
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = _found(asked, limit, start)
    rows = [(need, get_organization(session(), need.organization_id)) for need in found]
    facts = {"rows": rows, "total": total, "start": start, "states": REVIEWED}
    facts["following"] = next_of(start, limit, total)
    facts["queues"] = queues.tabs(session(), actor(), "needs")
    return render_template("needs/review.html", asked=asked, **facts)


@pages.get(f"{QUEUE}/<need_id>")
@rule("need.review")
def review_one(need_id: str) -> Response:
    return _one(need_id, Form())


@pages.post(f"{QUEUE}/<need_id>")
@rule("need.review")
def decide_one(need_id: str) -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(NeedReviewBody())
        moderation.review_need(
            session(), actor(), need_id, given["decision"], given["reason"], form.revision
        )
        if given["decision"] == "suspend":
            return done(f"{QUEUE}/{need_id}", _("Suspended. Its organisation is told why."))
        return done(f"{QUEUE}/{need_id}", _("Reinstated. Its organisation is told."))
    return _one(need_id, form)


def _found(asked: dict[str, Any], limit: int, start: int) -> tuple[list[Need], int]:
    return queries.to_review(session(), actor(), asked["state"], asked["q"], limit, start)


def _one(need_id: str, form: Form) -> Response:
    need = queries.reviewable(session(), actor(), need_id)
    form.revision = need.revision if form.revision is None else form.revision
    buyer = get_organization(session(), need.organization_id)
    facts = {"need": need, "buyer": buyer, "steps": moderation.steps(need)}
    facts["facts"] = tables.facts(need, buyer)
    facts["reports"] = reports.open_about(session(), actor(), f"need/{need_id}")
    return refused("needs/review_one.html", form, **facts)
