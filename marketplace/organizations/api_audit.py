"""JSON route of the audit, which gives it as a file too."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import listing, refuses
from marketplace.edge import actor, rule, session
from marketplace.exports import CONTENT
from marketplace.organizations import trail
from marketplace.organizations.answers import AuditListQuery, AuditPage
from marketplace.organizations.blueprint import api
from marketplace.paging import next_of, offset_of


@api.route("/audit", methods=["GET"])
@api.doc(operationId="listAudit", responses={200: {"content": CONTENT}})
@api.arguments(AuditListQuery, location="query")
@api.response(200, AuditPage)
@refuses(api)
@rule("audit.read")
def list_audit(asked: dict[str, Any]) -> dict[str, Any] | Response:
    if asked["format"] != "json":
        return trail.file(session(), actor(), asked, asked["format"])
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = trail.entries(session(), actor(), asked, limit, start)
    return listing(found, next_of(start, limit, total), total)
