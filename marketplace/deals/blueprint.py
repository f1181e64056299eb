"""The JSON routes of deals stand in two files; this is what they are added to, and answer with."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import blueprint, tagged
from marketplace.deals import queries, shown
from marketplace.deals.models import Deal
from marketplace.edge import actor, session

api = blueprint("deals", "Awards being delivered, accepted, invoiced and paid.")


def answer(deal: Deal, status: int = 200) -> Response:
    """The whole deal."""
    found = queries.whole(session(), actor(), deal)
    return tagged(shown.shown_whole(found), deal.revision, status)


def again(deal_id: str, status: int) -> Response:
    """The whole deal, for a repeated request."""
    return answer(queries.visible_deal(session(), actor(), deal_id), status)


def part(model: Any, show: Any) -> Any:
    """How what hangs on a deal is answered: called with (row, status), or with (id, status);
    `show(deal, row)` makes the body."""

    def made(row: Any, status: int) -> Response:
        found = session().get_one(model, row) if isinstance(row, str) else row
        deal = queries.visible_deal(session(), actor(), found.deal_id)
        return tagged(show(deal, found), deal.revision, status)

    return made
