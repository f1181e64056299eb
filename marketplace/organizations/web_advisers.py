"""Pages of delegations: whom a firm lets act for it, and whom an adviser acts for."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.organizations import delegations, queries, views
from marketplace.organizations.pages import pages
from marketplace.organizations.schemas import DelegationBody
from marketplace.pages import done, refused
from marketplace.policy import may

LIST = "organizations/advisers.html"
MINE = "/organization/advisers"


def _facts() -> dict[str, Any]:
    given = [
        (one, queries.get(session(), one.adviser_id), delegations.in_force(session(), one))
        for one in delegations.delegations(session(), actor())
        if one.organization_id == actor().organization
    ]
    return {
        "given": given,
        "adviser_options": [(one.id, one.name) for one in queries.advisers(session())],
        "manages": may(actor(), "delegation.manage"),
        "task_options": views.tasks(),
        "task_names": views.task_names,
    }


@pages.get(MINE)
@rule("delegation.read")
def list_advisers() -> str:
    return render_template(LIST, form=Form(), **_facts())


@pages.post(MINE)
@rule("delegation.manage")
def grant_delegation() -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(DelegationBody())
        delegations.grant_delegation(
            session(), actor(), given["adviser"], given["tasks"], given["until"]
        )
        return done(MINE, _("The adviser can act for you from now on."))
    return refused(LIST, form, **_facts())


@pages.post("/delegations/<delegation_id>/revoke")
@rule("delegation.manage")
def revoke_delegation(delegation_id: str) -> Response:
    delegations.revoke_delegation(session(), actor(), delegation_id)
    return done(MINE, _("The adviser can no longer act for you."))


@pages.get("/members")
@rule("delegation.read")
def advised() -> str:
    """The firms that let the organisation act for them."""
    firms = [
        (one, queries.get(session(), one.organization_id), delegations.in_force(session(), one))
        for one in delegations.delegations(session(), actor())
        if one.adviser_id == actor().organization
    ]
    return render_template("organizations/advised.html", firms=firms, task_names=views.task_names)
