"""Pages of claiming an organisation and of reporting."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.organizations import claims, queries, reports
from marketplace.organizations.pages import pages
from marketplace.organizations.proofs import keeper, receives_proof
from marketplace.organizations.schemas import ClaimBody, ReportBody
from marketplace.pages import done, refused

CLAIM, REPORT = "organizations/claim.html", "organizations/report.html"


@pages.get("/organizations/<organization_id>/claim")
@rule("organization.claim")
def claim(organization_id: str) -> str:
    known = {"scheme": request.args.get("scheme", "EDB"), "value": request.args.get("value", "")}
    form = Form.filled({"identifier": known})
    return render_template(CLAIM, form=form, **_claimed(organization_id))


@pages.post("/organizations/<organization_id>/claim")
@limited("claim")
@receives_proof
@rule("organization.claim")
def make_claim(organization_id: str) -> Response:
    form = Form.received()
    form.typed["file"] = keeper().received() or form.typed.get("file", "")
    form.fault(keeper().faults())
    if form.faults:
        return refused(CLAIM, form, **_claimed(organization_id))
    with form.catching():
        _claim(organization_id, form.load(ClaimBody()))
        return done(
            f"/organizations/{organization_id}", _("Sent. The programme's staff decide on it.")
        )
    return refused(CLAIM, form, **_claimed(organization_id))


def _claim(organization_id: str, given: dict[str, Any]) -> None:
    what = given["identifier"], given["proof"], given["file"]
    claims.claim_organization(session(), actor(), organization_id, *what)


def _claimed(organization_id: str) -> dict[str, Any]:
    firm = queries.visible(session(), actor(), organization_id)
    waiting = claims.open_claim(session(), actor(), organization_id)
    return {"firm": firm, "waiting": waiting, "name_of": _name}


def _name(file_id: str) -> str:
    return keeper().names(session(), [file_id]).get(file_id, "")


@pages.get("/report")
@rule("organization.report")
def ask_report() -> str:
    kind, subject = request.args.get("kind", ""), request.args.get("subject", "")
    reports.look_at(session(), actor(), kind, subject)
    return render_template(REPORT, form=Form.filled({"kind": kind, "subject": subject}))


@pages.post("/report")
@limited("report")
@rule("organization.report")
def make_report() -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(ReportBody())
        reports.report(session(), actor(), given["kind"], given["subject"], given["text"])
        return done("/", _("Thank you. The programme's staff look at it."))
    return refused(REPORT, form)
