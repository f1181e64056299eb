"""Pages of awards: the history, and the files that it is read from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.apikit import load
from marketplace.awards import queries, services
from marketplace.awards.reasons import said
from marketplace.awards.receiving import received, receives_history
from marketplace.awards.schemas import HistoryQuery, ImportTerms
from marketplace.edge import actor, rule, session
from marketplace.exports import MOST, table_response
from marketplace.forms import Form
from marketplace.organizations.queries import visible
from marketplace.pages import done, refused, wants_fragment
from marketplace.paging import next_of, offset_of
from marketplace.policy import may

pages = Blueprint("awards", __name__)
IMPORTS = "/awards/imports"


@pages.get("/awards")
@rule("award.read_own")
def history() -> Response | str:
    """What the organisation acted for ordered and won."""
    query, start, limit = _asked()
    found = queries.own_history(session(), actor(), q=query["q"], limit=limit, offset=start)
    facts = {"q": query["q"], "may_import": may(actor(), "award.import")}
    return _listed("awards/history.html", query, start, found, **facts)


@pages.get("/organizations/<organization_id>/awards")
@rule("organization.read")
def public_history(organization_id: str) -> Response | str:
    """An organisation's awards as everybody may read them."""
    query, start, limit = _asked()
    organization = visible(session(), actor(), organization_id)
    found = queries.public_history(session(), actor(), organization_id, limit=limit, offset=start)
    return _listed("awards/public.html", query, start, found, organization=organization)


def _asked() -> tuple[dict[str, Any], int, int]:
    """The query, and the rows to show: (query, first, how many); a file has all."""
    query = load(HistoryQuery(), request.args)
    if query["format"]:
        return query, 0, MOST
    return query, offset_of(query["cursor"]), query["limit"]


def _listed(
    template: str, query: dict[str, Any], start: int, found: Any, **facts: Any
) -> Response | str:
    awards, total = found
    if query["format"]:
        return table_response(awards, _columns(), "awards", query["format"])
    following = next_of(start, query["limit"], total)
    return render_template(
        template, awards=awards, start=start, total=total, next=following, **facts
    )


def _columns() -> list[Any]:
    return [
        (_("Date"), lambda one: one.award.date),
        (_("Title"), lambda one: one.award.title),
        (_("Buyer"), lambda one: one.buyer),
        (_("Supplier"), lambda one: one.supplier),
        (_("CPV"), lambda one: one.award.cpv),
        (_("Region"), lambda one: one.award.region),
        (_("Value"), lambda one: one.award.value),
        (_("Currency"), lambda one: one.award.currency),
        (_("Source"), lambda one: one.award.source),
        (_("Number"), lambda one: one.award.source_id),
    ]


@pages.get(IMPORTS)
@rule("award.import")
def imports() -> str:
    """Send a history, and see what became of those sent."""
    return render_template("awards/imports.html", form=Form(), **_sent())


@pages.post(IMPORTS)
@receives_history
@rule("award.import")
def import_awards() -> Response:
    """Have a file read."""
    form = Form.received()
    with form.catching():
        terms = form.load(ImportTerms())
        job = services.request_import(session(), actor(), received(), **terms)
        return done(f"{IMPORTS}/{job.id}", _("The file is being read."))
    return refused("awards/imports.html", form, **_sent())


def _sent() -> dict[str, Any]:
    start = offset_of(request.args.get("cursor"))
    jobs, total = queries.import_jobs(session(), actor(), offset=start)
    own = services.importer_of(actor()) is not None
    return {
        "jobs": jobs, "total": total, "start": start, "next": next_of(start, 20, total), "own": own
    }  # fmt: skip


@pages.get(f"{IMPORTS}/<job_id>")
@rule("award.import")
def import_job(job_id: str) -> Response | str:
    """How far an import is, and what was wrong with which line."""
    job = queries.import_job(session(), actor(), job_id)
    if request.args.get("format"):
        columns = [
            (_("Line"), lambda fault: fault["line"]),
            (_("Reason"), lambda fault: said(fault["reason"])),
        ]
        return table_response(job.faults, columns, "faults", request.args["format"])
    template = "awards/progress.html" if wants_fragment() else "awards/import.html"
    return render_template(template, job=job, said=said)
