"""JSON route of the audit."""

from __future__ import annotations

from typing import Any

from marketplace.apikit import listing, refuses
from marketplace.edge import actor, rule, session
from marketplace.organizations import trail
from marketplace.organizations.answers import AuditPage, AuditQuery
from marketplace.organizations.blueprint import api
from marketplace.paging import next_of, offset_of


@api.route("/audit", methods=["GET"])
@api.doc(operationId="listAudit")
@api.arguments(AuditQuery, location="query")
@api.response(200, AuditPage)
@refuses(api)
@rule("audit.read")
def list_audit(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = trail.entries(session(), actor(), asked, limit, start)
    return listing(found, next_of(start, limit, total), total)
