"""JSON routes of the change feed."""

from __future__ import annotations

from typing import Any

from events import feed
from marketplace.apikit import blueprint, refuses
from marketplace.changes import queries
from marketplace.changes.cursors import cursor_of, place_of
from marketplace.changes.schemas import ChangesQuery, ChangesSchema
from marketplace.edge import actor, rule, session

api = blueprint("changes", "What happened, in one order, to things that you may see.")
START = {"oldest": feed.oldest, "newest": feed.newest}


@api.route("/changes", methods=["GET"])
@api.doc(operationId="listChanges")
@api.arguments(ChangesQuery, location="query")
@api.response(200, ChangesSchema)
@refuses(api, 410)
@rule("change.list")
def list_changes(query: dict[str, Any]) -> dict[str, Any]:
    begins = START[query["start"]]
    start = place_of(query["cursor"]) if query["cursor"] else begins(session())
    wanted = {"topics": query["topic"], "types": query["type"], "limit": query["limit"]}
    page = queries.changes(session(), actor(), start, **wanted)
    items = [queries.shown(event) for event in page.events]
    following = cursor_of(page.place)
    return {"items": items, "next": following, "more": page.more, "total": len(items)}
