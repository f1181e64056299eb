"""Pages of a firm's own results: claim jobs, report revenue, set the baseline, prove, confirm."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace import edge
from marketplace.edge import actor, rule, session
from marketplace.errors import Fault, Invalid
from marketplace.exports import table_response
from marketplace.files.receiving import received, receives_files, upload_faults
from marketplace.forms import Form
from marketplace.i18n import N_
from marketplace.outcomes import (
    claims,
    downloads,
    firm_views,
    jobs,
    proving,
    reports,
    telling,
    words,
)
from marketplace.outcomes import verification as officers
from marketplace.outcomes import web_results as _results
from marketplace.outcomes import web_staff as _staff
from marketplace.outcomes import web_support as _support
from marketplace.outcomes.blueprint import pages
from marketplace.outcomes.evidence import Read
from marketplace.outcomes.lists import read_lists
from marketplace.outcomes.models import Claim
from marketplace.outcomes.schemas import (
    BaselineBody,
    ConfirmBody,
    EvidenceBody,
    JobsClaimBody,
    RevenueBody,
)
from marketplace.pages import done, refused

__all__ = ["_results", "_staff", "_support", "pages"]

READ = "read"
EXPLAIN = N_("The figures lie outside what is usual: say why in a sentence or two.")
NO_LIST = N_("No payroll list was found: it needs columns for name, start date and hours a week.")


def _with_uploads() -> Form:
    """The form that was posted, its uploads among the evidence, their faults beside them."""
    form = Form.received()
    held = [one for one in form.values("evidence") if one]
    form.typed["evidence"] = [*held, *(file.id for file in received().values())]
    form.fault(upload_faults())
    return form


@pages.get("/my-results")
@rule("outcome.read_own")
def own() -> Response | str:
    """What the firm is asked for, what counts of it, and what it sent."""
    if kind := request.args.get("format"):
        found = firm_views.own_claims(session(), actor())
        return table_response(*downloads.claims(session(), found), "claims", kind)
    return render_template("outcomes/own.html", **firm_views.own(session(), actor()))


@pages.get("/my-results/jobs")
@rule("outcome.claim")
def new_jobs() -> Response:
    return _jobs(Form.filled({"deal": request.args.get("deal", ""), "evidence": []}))


@pages.post("/my-results/jobs")
@receives_files
@rule("outcome.claim")
def claim_jobs() -> Response:
    form = _with_uploads()
    if form.rearranged() or form.faults:
        return _jobs(form)
    with form.catching():
        read = read_lists(form.values("evidence"))
        if form.act == READ:
            return _jobs(form, _fill(form, read))
        claim = jobs.claim_jobs(session(), actor(), form.load(JobsClaimBody()), read)
        _explained(claim)
        return _sent(claim, _("Claimed as %(ref)s.", ref=claim.ref))
    return _jobs(form)


def _fill(form: Form, read: Read) -> dict[str, Any]:
    with edge.sessions().read() as reading:
        found = firm_views.fill(reading, actor(), form, read)
    if found is None:
        raise Invalid([Fault("/list", NO_LIST)])
    return found


def _explained(claim: Claim) -> None:
    """On a page, whoever reports figures that are unusual is asked at once why."""
    if claim.gates and not claim.explanation:
        raise Invalid([Fault("/explanation", EXPLAIN)])


def _sent(claim: Claim, text: str) -> Response:
    return done(url_for("outcomes.show", outcome_id=claim.id), text)


def _jobs(
    form: Form, counted: dict[str, Any] | None = None, claim: Claim | None = None
) -> Response:
    facts = firm_views.jobs_page(session(), actor(), form)
    return refused("outcomes/jobs.html", form, counted=counted, claim=claim, **facts)


@pages.get("/my-results/<outcome_id>/edit")
@rule("outcome.claim")
def edit_jobs(outcome_id: str) -> Response:
    claim = _mine(outcome_id)
    said = claim.content | {"deal": claim.deal_id, "period_measured": claim.period}
    said |= {"explanation": claim.explanation, "evidence": []}
    return _jobs(Form.filled(said, claim.revision), claim=claim)


@pages.post("/my-results/<outcome_id>/edit")
@receives_files
@rule("outcome.claim")
def revise_jobs(outcome_id: str) -> Response:
    form = _with_uploads()
    with form.catching():
        if not form.rearranged() and not form.faults:
            read = read_lists(form.values("evidence"))
            if form.act == READ:
                return _jobs(form, _fill(form, read), _mine(outcome_id))
            body = form.load(JobsClaimBody())
            claim = jobs.revise_claim(session(), actor(), outcome_id, body, read, form.revision)
            _explained(claim)
            return _sent(claim, _("Sent again."))
    return _jobs(form, claim=_mine(outcome_id))


def _mine(outcome_id: str) -> Claim:
    return claims.own_claim(session(), actor(), outcome_id, "outcome.claim", lock=False)


@pages.get("/my-results/revenue")
@rule("outcome.claim")
def new_revenue() -> Response:
    return _report("revenue", Form.filled({"evidence": []}))


@pages.post("/my-results/revenue")
@receives_files
@rule("outcome.claim")
def report_revenue() -> Response:
    form = _with_uploads()
    with form.catching():
        if not form.faults:
            claim = reports.report_revenue(session(), actor(), form.load(RevenueBody()))
            _explained(claim)
            return done("/my-results", _("Reported as %(ref)s.", ref=claim.ref))
    return _report("revenue", form)


@pages.get("/my-results/baseline")
@rule("outcome.claim")
def new_baseline() -> Response:
    return _report("baseline", Form.filled({"evidence": []}))


@pages.post("/my-results/baseline")
@receives_files
@rule("outcome.claim")
def set_baseline() -> Response:
    form = _with_uploads()
    with form.catching():
        if not form.faults:
            claim = reports.set_baseline(session(), actor(), form.load(BaselineBody()))
            text = _("Recorded as %(ref)s.", ref=claim.ref)
            return done("/my-results", text)
    return _report("baseline", form)


def _report(what: str, form: Form) -> Response:
    facts = firm_views.jobs_page(session(), actor(), form)
    sources = telling.options(words.SOURCES)
    return refused(f"outcomes/{what}.html", form, sources=sources, **facts)


@pages.get("/my-results/<outcome_id>")
@rule("outcome.read_own")
def show(outcome_id: str) -> str:
    return render_template("outcomes/claim.html", form=Form(), **_claim(outcome_id))


def _claim(outcome_id: str) -> dict[str, Any]:
    claim = claims.visible_claim(session(), actor(), outcome_id)
    proofs = telling.options(words.PROOFS)
    return firm_views.claim_page(session(), actor(), claim) | {"proof_kinds": proofs}


@pages.post("/my-results/<outcome_id>/evidence")
@receives_files
@rule("outcome.prove")
def prove(outcome_id: str) -> Response:
    form = Form.received()
    form.fault(upload_faults())
    with form.catching():
        file = next(iter(received().values()), None)
        if file is None and not form.faults:
            raise Invalid([Fault("/file", N_("Choose a file."))])
        if file is not None:
            read = read_lists([file.id])
            body = EvidenceBody().load({"file": file.id, "kind": form.value("kind", "other")})
            proving.add_evidence(session(), actor(), outcome_id, body, read)
            return _sent(_mine(outcome_id), _("Added to the evidence."))
    return refused("outcomes/claim.html", form, **_claim(outcome_id))


@pages.get("/my-results/<outcome_id>/confirm")
@rule("outcome.claim")
def ask_confirm(outcome_id: str) -> Response:
    claim = _mine(outcome_id)
    return _confirm(claim, Form.filled(claim.content.get("net", {}), claim.revision))


@pages.post("/my-results/<outcome_id>/confirm")
@rule("outcome.claim")
def confirm(outcome_id: str) -> Response:
    form = Form.received()
    with form.catching():
        officers.confirm_jobs(session(), actor(), outcome_id, form.load(ConfirmBody()))
        return done("/my-results", _("Thank you: confirmed."))
    return _confirm(_mine(outcome_id), form)


def _confirm(claim: Claim, form: Form) -> Response:
    return refused("outcomes/confirm.html", form, **_claim(claim.id))
