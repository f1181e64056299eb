"""Pages of programme staff: the verification queue, a claim beside its evidence, periods."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.errors import Fault, Invalid
from marketplace.exports import table_response
from marketplace.files.receiving import received, receives_files, upload_faults
from marketplace.forms import Form
from marketplace.i18n import N_
from marketplace.organizations.queries import get as get_organization
from marketplace.outcomes import (
    claims,
    closing,
    contributions,
    downloads,
    evidence,
    planning,
    queries,
    reports,
    staff_views,
    support_views,
    telling,
    words,
)
from marketplace.outcomes import verification as officers
from marketplace.outcomes.blueprint import pages
from marketplace.outcomes.catalogue import ALL, PARTS
from marketplace.outcomes.indicator_schemas import ContributionsBody, MoveBody, PlanBody
from marketplace.outcomes.models import Claim, Evidence
from marketplace.outcomes.schemas import DecisionBody, ValueBody
from marketplace.pages import done, refused

UNVISITED = N_("This claim is in the sample: record the visit, or say why there was none.")


@pages.get("/verification")
@rule("outcome.read_all")
def queue() -> Response | str:
    """What waits for verification, and what was decided."""
    if kind := request.args.get("format"):
        found = staff_views.listed(session(), actor(), request.args)
        return table_response(*downloads.claims(session(), found), "claims", kind)
    facts = staff_views.queue(session(), actor(), request.args)
    return render_template("outcomes/queue.html", **facts)


@pages.get("/verification/<outcome_id>")
@rule("outcome.read_all")
def verify(outcome_id: str) -> Response:
    claim = claims.visible_claim(session(), actor(), outcome_id)
    return _verify(claim, Form.filled(staff_views.filled(claim), claim.revision))


@pages.post("/verification/<outcome_id>")
@rule("outcome.verify")
def decide(outcome_id: str) -> Response:
    form = Form.received()
    claim = claims.visible_claim(session(), actor(), outcome_id)
    with form.catching():
        body = form.load(DecisionBody())
        if body["decision"] != "correct":
            body |= {"lines": None, "value": None}
        _visited(claim, body)
        following = staff_views.neighbours(session(), claim)
        officers.decide_verification(session(), actor(), outcome_id, body, form.revision)
        return done(_next(form, following, outcome_id), _("Recorded. The firm is told."))
    return _verify(claim, form)


def _visited(claim: Claim, body: dict[str, Any]) -> None:
    """On a page, a claim of the sample is accepted after a visit, or with why there was none."""
    visits = (one.visit for one in queries.decisions(session(), claim.id))
    asked = body["decision"] in ("accept", "correct") and claim.sample.get("why")
    if asked and not (body["visit"] or body["unvisited"] or any(visits)):
        raise Invalid([Fault("/unvisited", UNVISITED)])


def _next(form: Form, following: tuple[str | None, str | None], outcome_id: str) -> str:
    """On to the next claim that waits, or back to this one."""
    if form.act == "stay":
        return url_for("outcomes.verify", outcome_id=outcome_id)
    wanted = following[1] or following[0]
    return url_for("outcomes.verify", outcome_id=wanted) if wanted else "/verification"


def _verify(claim: Claim, form: Form) -> Response:
    facts = staff_views.claim_page(session(), actor(), claim)
    return refused("outcomes/verify.html", form, **facts)


@pages.get("/verification/evidence/<evidence_id>/erase")
@rule("outcome.verify")
def ask_erase(evidence_id: str) -> str:
    found = session().get(Evidence, evidence_id)
    claim = claims.visible_claim(session(), actor(), found.claim_id if found else "")
    return render_template("outcomes/erase.html", proof=found, claim=claim)


@pages.post("/verification/evidence/<evidence_id>/erase")
@rule("outcome.verify")
def erase(evidence_id: str) -> Response:
    found = evidence.erase(session(), actor(), evidence_id)
    text = _("Erased. Its hash and what was counted in it stay.")
    return done(url_for("outcomes.verify", outcome_id=found.claim_id), text)


@pages.get("/verification/plan")
@rule("outcome.read_all")
def plan() -> Response:
    return _plan(Form.filled(planning.shown(session())))


@pages.post("/verification/plan")
@rule("outcome.verify")
def set_plan() -> Response:
    form = Form.received()
    with form.catching():
        planning.set_plan(session(), actor(), form.load(PlanBody()))
        return done("/verification", _("The plan holds for claims from now on."))
    return _plan(form)


def _plan(form: Form) -> Response:
    return refused("outcomes/plan.html", form)


@pages.get("/verification/enter")
@rule("outcome.enter")
def ask_value() -> Response:
    return _value(Form.filled({"evidence": []}))


@pages.post("/verification/enter")
@receives_files
@rule("outcome.enter")
def enter_value() -> Response:
    form = Form.received()
    form.typed["evidence"] = [*form.values("evidence"), *(f.id for f in received().values())]
    form.fault(upload_faults())
    with form.catching():
        if not form.faults:
            claim = reports.enter_value(session(), actor(), form.load(ValueBody()))
            text = _("Entered as %(ref)s; another person verifies it.", ref=claim.ref)
            return done("/verification", text)
    return _value(form)


def _value(form: Form) -> Response:
    kinds = [
        (code, f"{code} {_(one.name)}")
        for table in (PARTS, ALL)
        for code, one in table.items()
        if one.how != "derived"
    ]
    firms = support_views.firms(session())
    facts = {"firms": firms, "cuts": support_views.cuts(firms)}
    return refused("outcomes/enter.html", form, indicators=sorted(kinds), **facts)


@pages.get("/verification/shares/<organization_id>")
@rule("outcome.read_all")
def shares(organization_id: str) -> Response:
    held = contributions.of_firm(session(), organization_id)
    said: dict[str, Any] = {"shares": held.shares, "basis": held.basis} if held else {}
    return _shares(organization_id, Form.filled(said))


@pages.post("/verification/shares/<organization_id>")
@rule("outcome.enter")
def record_shares(organization_id: str) -> Response:
    form = Form.received()
    if form.rearranged():
        return _shares(organization_id, form)
    form.typed["organization"] = organization_id
    with form.catching():
        contributions.record_contributions(session(), actor(), form.load(ContributionsBody()))
        return done(f"/verification/shares/{organization_id}", _("Recorded."))
    return _shares(organization_id, form)


def _shares(organization_id: str, form: Form) -> Response:
    firm = get_organization(session(), organization_id)
    held = contributions.of_firm(session(), organization_id)
    choices = [(one, _(words.ROLES[one])) for one in contributions.ROLES]
    return refused(
        "outcomes/shares.html",
        form,
        firm=firm,
        held=held,
        roles=choices,
        firms=support_views.firms(session()),
        telling=telling,
    )


@pages.get("/periods")
@rule("outcome.read_all")
def periods() -> str:
    return render_template("outcomes/periods.html", **staff_views.periods(session(), actor()))


@pages.get("/periods/<period>")
@rule("outcome.read_all")
def period(period: str) -> Response:
    if kind := request.args.get("format"):
        facts = staff_views.period_page(session(), actor(), period)
        return table_response(*downloads.period(facts["figures"]), f"period-{period}", kind)
    return _period(period, Form())


@pages.post("/periods/<period>/<any(submit, return, approve, lock):move>")
@rule("period.move")
def move_period(period: str, move: str) -> Response:
    form = Form.received()
    with form.catching():
        reason = form.load(MoveBody())["reason"]
        closing.move_period(session(), actor(), period, move, reason, form.revision)
        return done(f"/periods/{period}", _("Done."))
    return _period(period, form)


def _period(code: str, form: Form) -> Response:
    facts = staff_views.period_page(session(), actor(), code)
    return refused("outcomes/period.html", form, telling=telling, **facts)
