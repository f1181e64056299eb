"""JSON routes of memberships and of invitations to join."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import listing, refuses
from marketplace.edge import actor, rule, session
from marketplace.idempotency import replayable
from marketplace.limits import limited
from marketplace.organizations import invitations, members, people
from marketplace.organizations.answers import (
    InvitedPage,
    InvitedSchema,
    MembershipPage,
    MembershipSchema,
)
from marketplace.organizations.blueprint import api
from marketplace.organizations.models import MemberInvitation
from marketplace.organizations.schemas import AcceptBody, JoinBody, MemberInvitationBody, RoleBody


def _member(membership_id: str, status: int) -> Response:
    found = people.visible_membership(session(), actor(), membership_id)
    response = jsonify(people.shown(found))
    response.status_code = status
    return response


def _invited(invitation: MemberInvitation, status: int) -> Response:
    response = jsonify(people.shown_invitation(invitation))
    response.status_code = status
    return response


def _invited_again(invitation_id: str, status: int) -> Response:
    return _invited(session().get_one(MemberInvitation, invitation_id), status)


def _nothing(_: str, status: int) -> Response:
    return Response(status=status)


@api.route("/organizations/<organization_id>/memberships", methods=["GET"])
@api.doc(operationId="listMemberships")
@api.response(200, MembershipPage)
@refuses(api)
@rule("membership.read")
def list_memberships(organization_id: str) -> dict[str, Any]:
    found = people.memberships(session(), actor(), organization_id)
    return listing([people.shown(one) for one in found], None, len(found))


@api.route("/organizations/<organization_id>/memberships", methods=["POST"])
@api.doc(operationId="askToJoin")
@api.arguments(JoinBody, required=False)
@api.response(201, MembershipSchema)
@refuses(api, 409)
@rule("membership.ask")
@replayable(_member)
def ask_to_join(body: dict[str, Any], organization_id: str) -> tuple[str, Response]:
    membership = members.ask_to_join(session(), actor(), organization_id, body.get("identifier"))
    session().flush()
    return membership.id, _member(membership.id, 201)


@api.route("/memberships/<membership_id>/role", methods=["POST"])
@api.doc(operationId="grantMembership")
@api.arguments(RoleBody)
@api.response(200, MembershipSchema)
@refuses(api, 409)
@rule("membership.manage")
@replayable(_member)
def grant_membership(body: dict[str, Any], membership_id: str) -> tuple[str, Response]:
    members.grant(session(), actor(), membership_id, body["role"])
    return membership_id, _member(membership_id, 200)


@api.route("/memberships/<membership_id>/end", methods=["POST"])
@api.doc(operationId="endMembership")
@api.response(204)
@refuses(api, 409)
@rule("membership.leave")
@replayable(_nothing)
def end_membership(membership_id: str) -> tuple[str, Response]:
    members.end(session(), actor(), membership_id)
    return membership_id, Response(status=204)


@api.route("/organizations/<organization_id>/invitations", methods=["GET"])
@api.doc(operationId="listMemberInvitations")
@api.response(200, InvitedPage)
@refuses(api)
@rule("membership.read")
def list_invitations(organization_id: str) -> dict[str, Any]:
    found = invitations.pending(session(), actor(), organization_id)
    return listing([people.shown_invitation(one) for one in found], None, len(found))


@api.route("/organizations/<organization_id>/invitations", methods=["POST"])
@api.doc(operationId="inviteMember")
@limited("invitation")
@api.arguments(MemberInvitationBody)
@api.response(201, InvitedSchema)
@refuses(api, 409)
@rule("membership.manage")
@replayable(_invited_again)
def invite_member(body: dict[str, Any], organization_id: str) -> tuple[str, Response]:
    invitation = invitations.invite(
        session(), actor(), organization_id, body["email"], body["role"]
    )
    return invitation.id, _invited(invitation, 201)


@api.route("/member-invitations/<invitation_id>/withdraw", methods=["POST"])
@api.doc(operationId="withdrawMemberInvitation")
@api.response(204)
@refuses(api, 409)
@rule("membership.manage")
@replayable(_nothing)
def withdraw_invitation(invitation_id: str) -> tuple[str, Response]:
    invitations.withdraw(session(), actor(), invitation_id)
    return invitation_id, Response(status=204)


@api.route("/member-invitations/accept", methods=["POST"])
@api.doc(operationId="acceptMemberInvitation")
@api.arguments(AcceptBody)
@api.response(200, MembershipSchema)
@refuses(api, 409)
@rule("membership.ask")
@replayable(_member)
def accept_invitation(body: dict[str, Any]) -> tuple[str, Response]:
    membership = invitations.accept(session(), actor(), body["secret"])
    session().flush()
    return membership.id, _member(membership.id, 200)
