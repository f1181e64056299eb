"""Pages of one's own organisation: entering it, what it is, changing and submitting it."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session, settings
from marketplace.errors import Conflict, Fault, Stale
from marketplace.forms import Form
from marketplace.organizations import (
    acting,
    queries,
    rules,
    services,
    views,
    web_accounts,
    web_advisers,
    web_audit,
    web_claims,
    web_members,
    web_review,
)
from marketplace.organizations.models import Organization
from marketplace.organizations.pages import pages
from marketplace.organizations.schemas import OrganizationBody
from marketplace.organizations.snapshots import identifiers, place
from marketplace.pages import done, refused

__all__ = ["acting", "pages", "web_advisers", "web_audit", "web_claims", "web_members"]
__all__ += ["web_accounts", "web_review"]
FORM = "organizations/form.html"


@pages.get("/organizations/new")
@rule("organization.create")
def new() -> Response:
    country = settings().country
    return _form(Form.filled({"country": country, "identifiers": []}))


@pages.post("/organizations/new")
@rule("organization.create")
def create() -> Response:
    form = _received()
    if form.rearranged():
        return _form(form)
    try:
        with form.catching():
            content = form.load(OrganizationBody())
            organization = services.create_organization(session(), actor(), content)
            session().flush()
            acting.act_for(session(), actor(), organization.id, None)
            return done("/organization", _("Saved as a draft."))
    except Conflict as taken:
        return _taken(taken, form)
    return _form(form)


@pages.get("/organization")
@rule("organization.read_own")
def own() -> str:
    organization = _own()
    lacking = rules.faults_of_submission(
        organization.country,
        settings().country,
        {one.scheme for one in organization.identifiers},
        place(organization),
    )
    facts = {"lacking": lacking, "facts": views.facts(organization)}
    return render_template("organizations/own.html", organization=organization, **facts)


@pages.get("/organization/edit")
@rule("organization.update")
def edit() -> Response:
    organization = _own()
    return _form(Form.filled(_content(organization), organization.revision), organization)


@pages.post("/organization/edit")
@rule("organization.update")
def update() -> Response:
    form, organization = _received(), _own()
    if form.rearranged():
        return _form(form, organization)
    try:
        with form.catching():
            content = form.load(OrganizationBody())
            _save(organization.id, content, form.revision)
            return done("/organization", _("Saved."))
    except Stale:
        return _stale(form, organization)
    except Conflict as taken:
        return _taken(taken, form, organization)
    return _form(form, organization)


@pages.post("/organization/submit")
@rule("organization.submit")
def submit() -> Response:
    services.submit_organization(session(), actor(), _own().id, Form.received().revision)
    return done("/organization", _("Submitted. The programme's staff look at it next."))


def _own() -> Organization:
    return queries.get(session(), actor().organization or "")


def _save(organization_id: str, content: dict[str, Any], revision: int | None) -> None:
    services.update_organization(session(), actor(), organization_id, content, revision)


def _stale(form: Form, organization: Organization) -> Response:
    """Both versions: what is stored in words, what was typed in the form, ready to save again."""
    form.revision = organization.revision
    facts = {"stale": _content(organization), "kinds": views.kinds()}
    response = refused(FORM, form, organization=organization, **facts)
    response.status_code = 412
    return response


def _taken(taken: Conflict, form: Form, organization: Organization | None = None) -> Response:
    """Where a number is registered already, the way on is to join or to claim, if there is one."""
    if taken.code != "already-registered":
        raise taken
    way, held = taken.extra["next"], taken.extra["identifier"]
    if way is None:
        form.fault([Fault("/identifiers", taken.detail)])
        return _form(form, organization)
    page = {"join": "organizations.join", "claim": "organizations.claim"}[way]
    path = url_for(page, organization_id=taken.extra["organization"], **held)
    return done(path, gettext(taken.detail), "warn")


def _received() -> Form:
    """The form without rows of numbers that were left empty."""
    form = Form.received()
    rows = form.typed.get("identifiers")
    if isinstance(rows, list) and not form.act:
        form.typed["identifiers"] = [row for row in rows if row.get("value", "").strip()]
    return form


def _form(form: Form, organization: Organization | None = None) -> Response:
    """The page, with a row for each of our registers whatever was typed."""
    rows = form.typed.setdefault("identifiers", [])
    shown = {row.get("scheme") for row in rows}
    rows += [{"scheme": one, "value": ""} for one in ("EDB", "EMBS") if one not in shown]
    return refused(FORM, form, organization=organization, stale=None, kinds=views.kinds())


def _content(organization: Organization) -> dict[str, Any]:
    return {
        "name": organization.name,
        "names": organization.names,
        "kinds": organization.kinds,
        "identifiers": identifiers(organization),
        "country": organization.country,
        "place": {"municipality": organization.municipality, "region": organization.region},
    }
