"""Pages of programme staff: support that firms had, and claims that the sample leaves out."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.errors import NotFound
from marketplace.forms import Form
from marketplace.outcomes import assisting, bulk, support_views
from marketplace.outcomes.blueprint import pages
from marketplace.outcomes.indicator_schemas import AssistanceBody, LeftOutBody
from marketplace.pages import done, refused


@pages.get("/verification/support")
@rule("outcome.enter")
def support() -> Response:
    """Which support a firm had, and a form for what the platform did not see."""
    return _support(request.args.get("firm", ""), Form())


@pages.post("/verification/support")
@rule("outcome.enter")
def record_support() -> Response:
    form = Form.received()
    firm = form.value("organization")
    with form.catching():
        new = assisting.record_assistance(session(), actor(), form.load(AssistanceBody()))
        text = _("Entered.") if new else _("This support was entered before.")
        return done(f"/verification/support?firm={firm}", text)
    return _support(firm, form)


def _support(firm: str, form: Form) -> Response:
    try:
        facts = support_views.support_page(session(), actor(), firm)
    except NotFound:
        facts = support_views.support_page(session(), actor(), "")
    return refused("outcomes/support.html", form, **facts)


@pages.get("/verification/left-out")
@rule("outcome.verify")
def left_out() -> Response:
    """Claims that may be accepted together."""
    found = [one.id for one in bulk.left_out(session(), actor())]
    return _left_out(Form.filled({"claims": found}))


@pages.post("/verification/left-out")
@rule("outcome.verify")
def accept_left_out() -> Response:
    form = Form.received()
    with form.catching():
        found = bulk.accept_left_out(session(), actor(), form.load(LeftOutBody()))
        text = ngettext("One claim accepted.", "%(num)s claims accepted.", len(found))
        return done("/verification", text)
    return _left_out(form)


def _left_out(form: Form) -> Response:
    rows = support_views.left_out(session(), actor())
    return refused("outcomes/bulk.html", form, rows=rows)
