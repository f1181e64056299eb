"""What the firm of the estate has in the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marketplace.outcomes.models import Claim, Entry, Evidence, Standing
from tests.support.world import World


def results(world: World, row: Any, firm: str, mark: str) -> dict[str, str]:
    """A claim of jobs with its evidence and an entry."""
    period = "FY2027-Q1"
    content = {
        "lines": [],
        "staff": None,
        "lost": None,
        "net": {"headcount": 0, "fte": "0"},
        "deducted": {"headcount": 0, "fte": "0"},
    }
    claim = row(
        world,
        Claim,
        organization_id=firm,
        kind="jobs",
        period=period,
        state="evidenced",
        content=content,
        sample={"draw": "0", "seed": "first"},
        gates=[],
        explanation=mark,
    )
    entry = row(
        world,
        Entry,
        indicator="BEP-02",
        organization_id=firm,
        claim_id=claim,
        period=period,
        reported_in=period,
        value=Decimal(1),
        unit="FTE",
        reason=mark,
    )
    with world.sessions.write() as session:
        session.add(Standing(entry_id=entry, status="evidenced", step=0))
    proof = row(world, Evidence, claim_id=claim, kind="other")
    return {"outcome_id": claim, "entry_id": entry, "evidence_id": proof}
