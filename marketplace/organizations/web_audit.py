"""Page of the audit, and its rows as CSV or XLSX."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from marketplace.apikit import load
from marketplace.edge import actor, rule, session
from marketplace.organizations import trail, views
from marketplace.organizations.answers import AuditQuery
from marketplace.organizations.pages import pages
from marketplace.paging import next_of, offset_of


@pages.get("/audit")
@rule("audit.read")
def audit_trail() -> str | Response:
    given = {k: v for k, v in request.args.items() if v and k != "format"}
    asked = load(AuditQuery(), {"limit": "50", **given})
    start = offset_of(asked["cursor"])
    if request.args.get("format"):
        return trail.file(session(), actor(), asked, request.args["format"])
    found, total = trail.entries(session(), actor(), asked, asked["limit"], start)
    following = next_of(start, asked["limit"], total)
    facts = {"rows": found, "total": total, "start": start, "following": following}
    lines = views.audit_lines(found)
    return render_template("organizations/audit.html", asked=asked, lines=lines, **facts)
