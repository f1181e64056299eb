"""The sampling plan of verification."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.errors import Fault, Invalid
from marketplace.i18n import N_
from marketplace.outcomes import claims
from marketplace.outcomes.amounts import exact, plain
from marketplace.outcomes.models import SamplingPlan
from marketplace.policy import Actor, require


def set_plan(session: Session, actor: Actor, content: Mapping[str, Any]) -> SamplingPlan:
    """A plan for the claims that come from now on; earlier ones keep how they were taken."""
    require(actor, "outcome.verify")
    if Decimal(content["share"]) > 1:
        raise Invalid([Fault("/share", N_("A share lies between 0 and 1."))])
    made = SamplingPlan(
        id=new_id(session),
        size_fte=exact(content["size_fte"]),
        size_money=exact(content["size_money"]),
        share=exact(content["share"]),
        seed=content["seed"],
        made_by=actor.user,
        made_at=now(session),
    )
    session.add(made)
    session.flush()
    audit.note(session, actor, "outcome.plan", f"plan/{made.id}")
    return made


def shown(session: Session) -> dict[str, Any]:
    """The plan that holds."""
    held = claims.plan(session)
    said: Mapping[str, Decimal] = claims.DEFAULT_PLAN
    if held is not None:
        said = {name: getattr(held, name) for name in claims.DEFAULT_PLAN}
    return {name: plain(value) for name, value in said.items()} | {
        "id": held.id if held else None,
        "seed": held.seed if held else claims.SEED,
    }
