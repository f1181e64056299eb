"""Pages of the staff's queue: organisations to verify, claims, reports."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.accounts.models import User
from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.organizations import (
    claims,
    handover,
    queries,
    queues,
    reports,
    rules,
    services,
    views,
)
from marketplace.organizations.models import Claim, Organization
from marketplace.organizations.pages import pages
from marketplace.organizations.proofs import keeper
from marketplace.organizations.schemas import ReportDecisionBody, ReviewBody, VerdictBody
from marketplace.pages import done, refused

SHOWN = 50


def _tabs(part: str) -> dict[str, Any]:
    return {"queues": queues.tabs(session(), actor(), part)}


@pages.get("/review")
@rule("organization.review")
def review_queue() -> str:
    state = request.args.get("state", "submitted")
    states = (state if state in rules.STATES else "submitted",)
    found, total = queries.to_review(session(), actor(), states, SHOWN, 0)
    facts = {"organizations": found, "total": total, "state": states[0], "states": rules.STATES}
    return render_template("organizations/review.html", **facts, **_tabs("organizations"))


@pages.get("/review/organizations/<organization_id>")
@rule("organization.review")
def review_one(organization_id: str) -> Response:
    return _one(organization_id, Form())


@pages.post("/review/organizations/<organization_id>")
@rule("organization.review")
def decide_one(organization_id: str) -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(ReviewBody())
        services.review_organization(
            session(), actor(), organization_id, given["decision"], given["reason"], form.revision
        )
        return done("/review", _("Decided. Its members are told."))
    return _one(organization_id, form)


def _one(organization_id: str, form: Form) -> Response:
    firm = queries.reviewable(session(), actor(), organization_id)
    steps = [name for name, step in rules.DECISIONS.items() if firm.state in step.before]
    form.revision = firm.revision if form.revision is None else form.revision
    about = reports.open_about(session(), actor(), f"organization/{firm.id}")
    shown = {"facts": views.facts(firm), "decisions": views.decisions(), "reports": about}
    return refused("organizations/review_one.html", form, firm=firm, steps=steps, **shown)


@pages.get("/review/claims")
@rule("organization.review")
def claim_queue() -> Response:
    return _claims(Form())


@pages.post("/review/claims/<claim_id>")
@rule("organization.review")
def decide_claim(claim_id: str) -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(VerdictBody())
        approve = given["decision"] == "approve"
        claims.decide_claim(session(), actor(), claim_id, approve, given["reason"])
        return done("/review/claims", _("Decided. Those who claimed it are told."))
    return _claims(form, claim_id)


def _claims(form: Form, claim_id: str = "") -> Response:
    found, _total = claims.claims(session(), actor(), "open", SHOWN, 0)
    groups = [(_firm(firm), _rows(some)) for firm, some in claims.by_organization(found)]
    facts = {"groups": groups, "refused": claim_id, **_tabs("claims")}
    return refused("organizations/review_claims.html", form, **facts)


def _rows(some: list[Claim]) -> list[tuple[Any, ...]]:
    """Each claim with its person, the name of its file and how many members it would end."""
    names = keeper().names(session(), [one.file_id for one in some if one.file_id])
    return [
        (
            one,
            _person(one.user_id),
            names.get(one.file_id or ""),
            len(handover.others(session(), one.organization_id, one.user_id)),
        )
        for one in some
    ]


@pages.get("/review/reports")
@rule("report.decide")
def report_queue() -> str:
    found, _total = reports.reports(session(), actor(), "open", SHOWN, 0)
    rows = [(one, _person(one.reported_by), *reports.subject_of(session(), one)) for one in found]
    return render_template("organizations/review_reports.html", reports=rows, **_tabs("reports"))


@pages.post("/review/reports/<report_id>")
@rule("report.decide")
def decide_report(report_id: str) -> Response:
    given = Form.received().load(ReportDecisionBody())
    reports.decide_report(session(), actor(), report_id, given["state"], given["decision"])
    return done("/review/reports", _("Decided."))


def _firm(organization_id: str) -> Organization:
    return queries.get(session(), organization_id)


def _person(user_id: str) -> User:
    return session().get_one(User, user_id)
