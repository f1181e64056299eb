"""Acceptance of claims that the sampling plan leaves out, many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid
from marketplace.i18n import N_
from marketplace.outcomes import evidence, verification
from marketplace.outcomes.models import Claim
from marketplace.policy import Actor, require

MOST = 100
NOT_PLAIN = N_("One of these claims was taken into the sample, changed or decided on meanwhile.")


def left_out(session: Session, actor: Actor) -> list[Claim]:
    """Claims with evidence that wait and that no one needs to look at one by one.

    Not in the sample, within the plausibility gates, no person claimed twice, no baseline, and
    none that this officer may not decide on; the hundred that wait longest.
    """
    require(actor, "outcome.verify")
    waiting = (
        select(Claim)
        .where(Claim.state == "evidenced", Claim.kind != "baseline")
        .order_by(Claim.submitted_at, Claim.id)
    )
    found = (one for one in session.scalars(waiting) if _is_plain(session, actor, one))
    return [one for one, _place in zip(found, range(MOST), strict=False)]


def _is_plain(session: Session, actor: Actor, claim: Claim) -> bool:
    return (
        claim.state == "evidenced"
        and claim.kind != "baseline"
        and bool(claim.sample)
        and not claim.sample.get("why")
        and not claim.gates
        and not evidence.twice(session, claim)
        and verification.may_decide(session, actor, claim)
    )


def accept_left_out(session: Session, actor: Actor, content: Mapping[str, Any]) -> list[Claim]:
    """Accept the named claims for one reason; each decision keeps the claim's draw and seed.

    Raises Conflict, and accepts none, where one of them has to be looked at by itself.
    """
    require(actor, "outcome.verify")
    if not content["claims"]:
        raise Invalid([Fault("/claims", N_("Choose at least one claim."))])
    wanted = [session.get(Claim, one, with_for_update=True) for one in sorted(content["claims"])]
    claims = [one for one in wanted if one is not None]
    if len(claims) != len(wanted) or not all(_is_plain(session, actor, one) for one in claims):
        raise Conflict(NOT_PLAIN, code="not-left-out")
    for claim in claims:
        body = {"decision": "accept", "reason": content["reason"], "sample": claim.sample}
        verification.decide_verification(session, actor, claim.id, body, claim.revision)
    audit.note(session, actor, "outcome.accept_left_out", f"claims/{len(claims)}")
    return claims
