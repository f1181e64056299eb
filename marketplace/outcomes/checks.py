"""What must hold in the ledger; `verify` reports what does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Check
from marketplace.outcomes.models import Claim, Entry, EntryStatus, Standing
from marketplace.outcomes.projection import differences
from marketplace.ports import Ports


def ledger_holds(session: Session, ports: Ports) -> Iterator[str]:
    """Figures equal their entries, standings the last step of each, and decided claims have
    entries."""
    yield from differences(session)
    yield from _standings(session)
    yield from _claims(session)


def _standings(session: Session) -> Iterator[str]:
    last: dict[str, tuple[int, str]] = {}
    rows = select(EntryStatus.entry_id, EntryStatus.step, EntryStatus.status)
    for entry, step, status in session.execute(rows.order_by(EntryStatus.step)):
        last[entry] = (step, status)
    revised = dict(
        session.execute(select(Entry.revises, Entry.id).where(Entry.revises.is_not(None))).all()
    )
    for one in session.scalars(select(Standing)):
        if (one.step, one.status) != last.get(one.entry_id):
            yield f"entry {one.entry_id} does not stand as its last step says"
        if one.revised_by != revised.get(one.entry_id):
            yield f"entry {one.entry_id} is not revised as entries say"


def _claims(session: Session) -> Iterator[str]:
    entered = select(Entry.claim_id).where(Entry.claim_id.is_not(None))
    found = select(Claim.ref).where(
        Claim.kind != "baseline", Claim.state == "verified", Claim.id.not_in(entered)
    )
    for ref in session.scalars(found):
        yield f"claim {ref} is verified and has no entry"


CHECKS: Mapping[str, Check] = {"outcomes": ledger_holds}
