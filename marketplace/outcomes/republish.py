"""Recovery: claims and entries again as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Snapshot, Snapshots
from marketplace.outcomes import claims, ledger
from marketplace.outcomes.models import Claim, Entry, Standing

CLAIMS = {"jobs": "jobs.claimed", "revenue": "revenue.reported", "baseline": "baseline.reported"}


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every claim of a firm, then every entry."""
    for claim in session.scalars(select(Claim).where(Claim.kind != "other").order_by(Claim.id)):
        data = claims.facts(claim) | claims.told(claim)
        sent = claim.content.get("sent", 1)
        yield Snapshot(CLAIMS[claim.kind], f"outcome/{claim.id}", sent, data | {"revision": sent})
    rows = session.execute(
        select(Entry, Standing.status)
        .join(Standing, Standing.entry_id == Entry.id)
        .order_by(Entry.id)
        .execution_options(yield_per=200)
    )
    for entry, status in rows:
        data = ledger.facts(entry, status)
        yield Snapshot("entry.recorded", f"entry/{entry.id}", 1, data)


SNAPSHOTS: Mapping[str, Snapshots] = {"outcomes": snapshots}
