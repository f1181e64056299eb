"""Pages of possible doubles: look, merge, keep apart, undo."""

from __future__ import annotations

from flask import render_template, url_for
from flask import request as asked
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.insight import doubles, doubles_views
from marketplace.insight.blueprint import pages
from marketplace.insight.schemas import MergeBody
from marketplace.pages import done, refused


@pages.get("/duplicates")
@rule("programme.read")
def duplicates() -> str:
    """Organisations that may be one."""
    facts = doubles_views.page(session(), actor(), asked.args)
    return render_template("insight/doubles.html", **facts)


@pages.get("/duplicates/<first_id>/<second_id>")
@rule("programme.read")
def pair(first_id: str, second_id: str) -> Response:
    return _pair(first_id, second_id, Form())


@pages.post("/duplicates/<first_id>/<second_id>/merge")
@rule("organization.merge")
def merge(first_id: str, second_id: str) -> Response:
    form = Form.received()
    with form.catching():
        doubles.pair(session(), first_id, second_id)
        body = form.load(MergeBody())
        target = first_id if body["target"] == "first" else second_id
        source = second_id if target == first_id else first_id
        doubles.merge(session(), actor(), source, target, body["reason"])
        return done(url_for("insight.duplicates"), _("Merged. It can be undone below."))
    return _pair(first_id, second_id, form)


@pages.post("/duplicates/<first_id>/<second_id>/apart")
@rule("organization.merge")
def apart(first_id: str, second_id: str) -> Response:
    doubles.keep_apart(session(), actor(), first_id, second_id)
    return done(url_for("insight.duplicates"), _("Kept apart: this pair is not shown again."))


@pages.post("/merges/<merge_id>/undo")
@rule("organization.merge")
def undo(merge_id: str) -> Response:
    doubles.undo(session(), actor(), merge_id)
    return done(url_for("insight.duplicates"), _("Undone: they are two again."))


def _pair(first_id: str, second_id: str, form: Form) -> Response:
    facts = doubles_views.pair_page(session(), actor(), first_id, second_id)
    return refused("insight/pair.html", form, **facts)
