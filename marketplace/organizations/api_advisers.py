"""JSON routes of delegations."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import listing, refuses
from marketplace.edge import actor, rule, session
from marketplace.idempotency import replayable
from marketplace.organizations import delegations
from marketplace.organizations.answers import DelegationPage, DelegationSchema
from marketplace.organizations.blueprint import api
from marketplace.organizations.models import Delegation
from marketplace.organizations.schemas import DelegationBody


def _answer(delegation: Delegation, status: int) -> Response:
    response = jsonify(delegations.shown(session(), delegation))
    response.status_code = status
    return response


def _again(delegation_id: str, status: int) -> Response:
    return _answer(session().get_one(Delegation, delegation_id), status)


@api.route("/delegations", methods=["GET"])
@api.doc(operationId="listDelegations")
@api.response(200, DelegationPage)
@refuses(api)
@rule("delegation.read")
def list_delegations() -> dict[str, Any]:
    found = delegations.delegations(session(), actor())
    return listing([delegations.shown(session(), one) for one in found], None, len(found))


@api.route("/delegations", methods=["POST"])
@api.doc(operationId="grantDelegation")
@api.arguments(DelegationBody)
@api.response(201, DelegationSchema)
@refuses(api, 409)
@rule("delegation.manage")
@replayable(_again)
def grant_delegation(body: dict[str, Any]) -> tuple[str, Response]:
    delegation = delegations.grant_delegation(
        session(), actor(), body["adviser"], body["tasks"], body["until"]
    )
    return delegation.id, _answer(delegation, 201)


@api.route("/delegations/<delegation_id>/revoke", methods=["POST"])
@api.doc(operationId="revokeDelegation")
@api.response(200, DelegationSchema)
@refuses(api, 409)
@rule("delegation.manage")
@replayable(_again)
def revoke_delegation(delegation_id: str) -> tuple[str, Response]:
    delegation = delegations.revoke_delegation(session(), actor(), delegation_id)
    return delegation.id, _answer(delegation, 200)
