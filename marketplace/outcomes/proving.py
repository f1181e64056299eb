"""Adding a file to a claim that is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from marketplace import audit
from marketplace.errors import Conflict, NotFound
from marketplace.outcomes import claims, deciding, evidence, jobs, ledger
from marketplace.outcomes.models import Claim, Evidence
from marketplace.outcomes.projection import project
from marketplace.outcomes.rules import WAITING
from marketplace.policy import Actor, may, require

OPEN = (*WAITING, "returned", "verified")


def add_evidence(
    session: Session,
    actor: Actor,
    claim_id: str,
    body: Mapping[str, Any],
    read: evidence.Read,
) -> Evidence:
    """Let an uploaded file prove the claim; a claim that came back waits again with it.

    Raises Invalid for a file that is not the actor's organisation's or proves another claim,
    Conflict once the claim was turned down.
    """
    claim = session.get(Claim, claim_id, with_for_update=True)
    if claim is None:
        raise NotFound(claims.MISSING)
    if not may(actor, "outcome.enter"):
        require(actor, "outcome.prove", claim.organization_id, hidden=True)
    if claim.state not in OPEN:
        raise Conflict(f"A claim that is {claim.state} takes no more evidence.")
    evidence.check(session, str(actor.organization), claim.id, [body["file"]])
    new = jobs.new_people(session, claim, read) if claim.kind == "jobs" else []
    made = evidence.attach(session, actor, claim, [body["file"]], read, new, body["kind"])
    if claim.state in ("claimed", "returned"):
        _wait_again(session, claim)
    audit.note(session, actor, "evidence.add", f"outcome/{claim.id}")
    return made[0] if made else evidence.of_claim(session, claim.id)[0]


def _wait_again(session: Session, claim: Claim) -> None:
    deciding.enter_claim(session, claim)
    claim.state = "evidenced"
    claim.revision += 1
    current = f"outcome/{claim.id}/{claim.content.get('sent', 1)}/"
    for entry, _ in ledger.of_claim(session, claim.id):
        if entry.source.startswith(current):
            ledger.move(session, entry, "evidenced", made_by=claim.submitted_by)
    project(session, claim.organization_id)
