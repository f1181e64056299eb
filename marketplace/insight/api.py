"""JSON routes of the programme's figures."""

from __future__ import annotations

from typing import Any

from marketplace.apikit import refuses
from marketplace.edge import actor, rule, session
from marketplace.insight import answers
from marketplace.insight.blueprint import api
from marketplace.insight.schemas import CutQuery, DashboardSchema, FunnelQuery, FunnelSchema


@api.route("/dashboard", methods=["GET"])
@api.doc(operationId="getDashboard")
@api.arguments(CutQuery, location="query")
@api.response(200, DashboardSchema)
@refuses(api)
@rule("programme.read")
def get_dashboard(wanted: dict[str, Any]) -> dict[str, Any]:
    return answers.dashboard(session(), actor(), wanted["cut"], wanted["period"])


@api.route("/funnel", methods=["GET"])
@api.doc(operationId="getFunnel")
@api.arguments(FunnelQuery, location="query")
@api.response(200, FunnelSchema)
@refuses(api)
@rule("programme.read")
def get_funnel(wanted: dict[str, Any]) -> dict[str, Any]:
    return answers.funnel_of(session(), actor(), wanted)
