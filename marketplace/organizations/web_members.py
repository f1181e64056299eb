"""Pages of members: who belongs, inviting, asking to join, leaving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask import session as cookie
from flask_babel import gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.accounts import services as accounts
from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.organizations import acting, claims, invitations, members, people, queries
from marketplace.organizations.pages import pages
from marketplace.organizations.schemas import MemberInvitationBody, RoleBody
from marketplace.pages import done, refused
from marketplace.policy import ROLES, may

LIST = "organizations/members.html"
MINE = "/organization/members"


def _facts() -> dict[str, Any]:
    own = actor().organization or ""
    return {
        "members": people.memberships(session(), actor(), own),
        "invited": invitations.pending(session(), actor(), own),
        "roles": [(role, gettext(invitations.ROLE_NAMES[role])) for role in reversed(ROLES)],
        "role_names": invitations.ROLE_NAMES,
        "manages": may(actor(), "membership.manage", own),
    }


@pages.get(MINE)
@rule("membership.read")
def list_members() -> str:
    return render_template(LIST, form=Form(), **_facts())


@pages.post(MINE)
@limited("invitation")
@rule("membership.manage")
def invite_member() -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(MemberInvitationBody())
        own = actor().organization or ""
        invitations.invite(session(), actor(), own, given["email"], given["role"])
        return done(MINE, _("The invitation is on its way to %(email)s.", email=given["email"]))
    return refused(LIST, form, **_facts())


@pages.post("/memberships/<membership_id>/role")
@rule("membership.manage")
def grant_membership(membership_id: str) -> Response:
    role = Form.received().load(RoleBody())["role"]
    members.grant(session(), actor(), membership_id, role)
    return done(MINE, _("Saved."))


@pages.get("/memberships/<membership_id>/end")
@rule("membership.leave")
def ask_end_membership(membership_id: str) -> str:
    membership, person = people.visible_membership(session(), actor(), membership_id)
    firm = queries.get(session(), membership.organization_id)
    own = person.id == actor().user
    facts = {"membership": membership, "person": person, "firm": firm, "own": own}
    return render_template("organizations/end_membership.html", **facts)


@pages.post("/memberships/<membership_id>/end")
@rule("membership.leave")
def end_membership(membership_id: str) -> Response:
    _membership, person = people.visible_membership(session(), actor(), membership_id)
    members.end(session(), actor(), membership_id)
    return done("/account" if person.id == actor().user else MINE, _("The membership has ended."))


@pages.post("/member-invitations/<invitation_id>/withdraw")
@rule("membership.manage")
def withdraw_invitation(invitation_id: str) -> Response:
    invitations.withdraw(session(), actor(), invitation_id)
    return done(MINE, _("The invitation is withdrawn."))


@pages.get("/invitations/<secret>")
@rule("account.enter")
def open_invitation(secret: str) -> str:
    invitation = invitations.opened(session(), secret)
    firm = queries.get(session(), invitation.organization_id)
    facts = {
        "invitation": invitation,
        "firm": firm,
        "secret": secret,
        "role_names": invitations.ROLE_NAMES,
    }
    return render_template("organizations/invitation.html", **facts)


@pages.post("/invitations/<secret>")
@rule("membership.ask")
def accept_invitation(secret: str) -> Response:
    membership = invitations.accept(session(), actor(), secret)
    session().flush()
    acting.act_for(session(), actor(), membership.organization_id, None)
    return done("/home", _("Welcome. You act for this organisation now."))


@pages.get("/organizations/<organization_id>/join")
@rule("membership.ask")
def join(organization_id: str) -> str:
    """Of an organisation that is not public nothing is shown to whoever knows its number."""
    number = _number(request.args)
    firm = members.joinable(session(), actor(), organization_id, number)
    shown = firm if queries.sees(session(), actor(), firm) else None
    facts = {"firm": shown, "number": number, "firm_id": organization_id}
    return render_template("organizations/join.html", **facts)


@pages.post("/organizations/<organization_id>/join")
@limited("claim")
@rule("membership.ask")
def ask_to_join(organization_id: str) -> Response:
    members.ask_to_join(session(), actor(), organization_id, _number(request.form))
    return done("/home", _("The organisation's administrators were asked to let you in."))


def _number(given: Mapping[str, str]) -> dict[str, str] | None:
    if not given.get("scheme"):
        return None
    return {"scheme": given["scheme"], "value": given.get("value", "")}


@pages.get("/account/close")
@rule("account.self")
def ask_close_account() -> str:
    return render_template("organizations/close_account.html")


@pages.post("/account/close")
@rule("account.self")
def close_account() -> Response:
    members.leave_all(session(), actor())
    claims.leave_all(session(), actor())
    accounts.disable(session(), actor())
    cookie.clear()
    return done("/", _("Your account is closed."))
