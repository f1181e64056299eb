"""Pages of deals: the list, a deal, the forms by which a party acts, and what they act on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.apikit import load
from marketplace.deals import deliveries, lists, queries, steps, subjects, undo, views
from marketplace.deals.journal import owners_of
from marketplace.deals.models import Deal
from marketplace.edge import actor, rule, session
from marketplace.exports import table_response
from marketplace.files.receiving import receives_files, upload_faults
from marketplace.forms import Form
from marketplace.pages import done, refused
from marketplace.policy import require

pages = Blueprint("deals", __name__)
STEP = "<any(deliver, invoice, pay, delay, change, dispute, rate, complete, terminate):step>"
KIND = "<any(deliveries, invoices, payments, changes, disputes):kind>"


@pages.get("/deals")
@rule("deal.read")
def own() -> Response | str:
    """Deals of the firm acted for; of all firms, for the programme."""
    wanted = load(lists.ListQuery(), lists.given(request.args))
    if wanted["format"]:
        rows = lists.rows(session(), actor(), wanted)
        return table_response(rows, lists.columns(), "deals", wanted["format"])
    return render_template("deals/own.html", **lists.page(session(), actor(), wanted))


@pages.get("/deals/<deal_id>")
@rule("deal.read")
def show(deal_id: str) -> str:
    deal = queries.visible_deal(session(), actor(), deal_id)
    narrowed = request.args.get("show", "")
    return render_template("deals/show.html", **views.page(session(), actor(), deal, narrowed))


@pages.post("/deals/<deal_id>/start")
@rule("deal.supply")
def start(deal_id: str) -> Response:
    deliveries.start(session(), actor(), deal_id, Form.received().revision)
    return done(_path(deal_id), _("Entered. The buyer is told."))


@pages.post("/deals/<deal_id>/undo")
@rule("deal.act")
def undo_last(deal_id: str) -> Response:
    undo.undo_last(session(), actor(), deal_id, Form.received().revision)
    return done(_path(deal_id), _("Undone. The other side is told."))


@pages.get(f"/deals/<deal_id>/{STEP}")
@rule("deal.act")
def ask(deal_id: str, step: str) -> Response:
    deal = _deal(deal_id, step)
    blank = steps.STEPS[step].blank(session(), deal)
    return _form(deal, step, Form.filled(blank, deal.revision))


@pages.post(f"/deals/<deal_id>/{STEP}")
@receives_files
@rule("deal.act")
def act(deal_id: str, step: str) -> Response:
    deal, form, chosen = _deal(deal_id, step), Form.received(), steps.STEPS[step]
    if "documents" in chosen.schema().fields:
        steps.with_uploads(form)
        form.fault(upload_faults())
    if form.faults or form.rearranged():
        return _form(deal, step, form)
    with form.catching():
        chosen.run(session(), actor(), deal, form.load(chosen.schema()), form.revision)
        return done(_path(deal_id), steps.said(chosen))
    return _form(deal, step, form)


@pages.get(f"/deals/<deal_id>/{KIND}/<subject_id>")
@rule("deal.read")
def look(deal_id: str, kind: str, subject_id: str) -> Response:
    """A delivery, an invoice, a payment, a change or a dispute, with what can be decided on it."""
    deal = queries.visible_deal(session(), actor(), deal_id)
    one = subjects.subject(session(), deal, kind, subject_id)
    form = Form.filled(subjects.blank(deal, kind, one), deal.revision)
    return _subject(deal, kind, one, form)


@pages.post(f"/deals/<deal_id>/{KIND.replace(' invoices,', '')}/<subject_id>")
@rule("deal.act")
def decide(deal_id: str, kind: str, subject_id: str) -> Response:
    deal = queries.own_deal(session(), actor(), deal_id)
    one, form = subjects.subject(session(), deal, kind, subject_id), Form.received()
    with form.catching():
        said = subjects.decide(session(), actor(), deal, kind, one, form)
        path = f"{_path(deal_id)}/disputes/{one.id}" if kind == "disputes" else _path(deal_id)
        return done(path, said)
    return _subject(deal, kind, one, form)


def _deal(deal_id: str, step: str) -> Deal:
    deal = queries.own_deal(session(), actor(), deal_id)
    action = steps.STEPS[step].action
    require(actor(), action, owners_of(deal, action))
    return deal


def _form(deal: Deal, step: str, form: Form) -> Response:
    facts: dict[str, Any] = views.frame(session(), actor(), deal)
    facts |= views.choices(session(), deal, step, form)
    return refused(f"deals/{step}.html", form, **facts)


def _subject(deal: Deal, kind: str, one: Any, form: Form) -> Response:
    facts = subjects.facts(session(), actor(), deal, kind, one)
    return refused(f"deals/{kind}.html", form, **facts)


def _path(deal_id: str) -> str:
    return url_for("deals.show", deal_id=deal_id)
