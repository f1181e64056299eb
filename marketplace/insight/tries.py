"""Firms whose first tries were all lost: whoever advises them should look."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.applications.models import Application

FIRST = 3
"""Decided applications, from the first on, that all must be lost."""
LOST, WON = "not_selected", ("selected", "awarded")


def lost_first(session: Session, firms: Collection[str]) -> list[str]:
    """Those of these firms whose first FIRST decided applications were all not selected, and that
    have not been selected since; in the order of their ids."""
    rows = session.execute(
        select(Application.organization_id, Application.state)
        .where(Application.organization_id.in_(list(firms)), Application.state.in_((LOST, *WON)))
        .order_by(Application.organization_id, Application.decided_at, Application.id)
    )
    states: dict[str, list[str]] = {}
    for firm, state in rows:
        states.setdefault(firm, []).append(state)
    return [
        firm
        for firm, held in states.items()
        if len(held) >= FIRST and not any(one in WON for one in held)
    ]
