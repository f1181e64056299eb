"""Which organisation counts for which: merges followed to their end."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.organizations.models import Merge

HELD = "organization_merges"
"""Where a session keeps the merges that it read; whoever changes them forgets it."""
ASSUMED = "assumed_merges"
"""Where a session keeps a merge that is only looked at: source to target."""


def merges(session: Session) -> dict[str, str]:
    """Every merge that holds: source to target."""
    if HELD not in session.info:
        found = select(Merge.source_id, Merge.target_id).where(Merge.undone_at.is_(None))
        session.info[HELD] = dict(session.execute(found).all())
    known: dict[str, str] = session.info[HELD]
    return known | session.info.get(ASSUMED, {})


def canonical(session: Session, organization_id: str) -> str:
    """The organisation that counts for this one."""
    known = merges(session)
    while organization_id in known:
        organization_id = known[organization_id]
    return organization_id


def aliases(session: Session, organization_id: str) -> set[str]:
    """This organisation and all that count as it."""
    known, found = merges(session), {organization_id}
    while more := {source for source, target in known.items() if target in found} - found:
        found |= more
    return found
