"""Pages of claiming an organisation and of reporting."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.organizations import claims, queries, reports
from marketplace.organizations.pages import pages
from marketplace.organizations.schemas import ClaimBody, ReportBody
from marketplace.pages import done, refused

CLAIM, REPORT = "organizations/claim.html", "organizations/report.html"


@pages.get("/organizations/<organization_id>/claim")
@rule("organization.claim")
def claim(organization_id: str) -> str:
    firm = queries.visible(session(), actor(), organization_id)
    known = {"scheme": request.args.get("scheme", "EDB"), "value": request.args.get("value", "")}
    form = Form.filled({"identifier": known})
    return render_template(CLAIM, form=form, firm=firm)


@pages.post("/organizations/<organization_id>/claim")
@limited("claim")
@rule("organization.claim")
def make_claim(organization_id: str) -> Response:
    firm = queries.visible(session(), actor(), organization_id)
    form = Form.received()
    with form.catching():
        given = form.load(ClaimBody())
        claims.claim_organization(
            session(), actor(), organization_id, given["identifier"], given["proof"]
        )
        return done(
            f"/organizations/{organization_id}", _("Sent. The programme's staff decide on it.")
        )
    return refused(CLAIM, form, firm=firm)


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
