"""Each story's acknowledged steps, and what they add up to in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.deals.models import Deal, Delivery, Invoice, Payment
from marketplace.evaluation.models import Award
from marketplace.outcomes.models import Claim, Decision, Entry, Figure
from tests.support.story import FTE, NET

Ids = dict[str, str]
STEPS: tuple[tuple[str, Any, Any, str, str], ...] = (
    ("application", Application, Application.need_id, "need", "awarded"),
    ("award", Award, Award.application_id, "application", "final"),
    ("deal", Deal, Deal.award_id, "award", "completed"),
    ("delivery", Delivery, Delivery.deal_id, "deal", "accepted"),
    ("invoice", Invoice, Invoice.deal_id, "deal", ""),
    ("payment", Payment, Payment.deal_id, "deal", "confirmed"),
    ("claim", Claim, Claim.deal_id, "deal", "verified"),
    ("decided", Decision, Decision.claim_id, "claim", ""),
)
"""Step, its rows, the column that ties them to an earlier step, and the state at a story's end."""
SALES, JOBS = "O3-05", "BEP-02"


def stories(session: Session, told: Sequence[Ids]) -> Iterator[str]:
    """What was acknowledged and is lost, is there twice, or counts for more or less than it is."""
    for ids in told:
        for step in STEPS:
            if step[0] in ids:
                yield from _once(session, ids, *step)
        yield from _entries(session, ids)
    for indicator, one, last in ((SALES, NET, "payment"), (JOBS, FTE, "decided")):
        count = sum(last in ids for ids in told)
        figure = session.get(Figure, (indicator, "all", "", ""))
        value = figure.value if figure else Decimal()
        if value != count * Decimal(one):
            yield f"{indicator} is {value} after {count} times {one}"


def _once(
    session: Session, ids: Ids, step: str, model: Any, tie: Any, earlier: str, state: str
) -> Iterator[str]:
    found = list(session.scalars(select(model).where(tie == ids[earlier])))
    if [one.id for one in found] != [ids[step]]:
        yield f"{step} {ids[step]} was acknowledged; there are {[one.id for one in found]}"
    elif state and "decided" in ids and found[0].state != state:
        yield f"{step} {ids[step]} is {found[0].state}"


def _entries(session: Session, ids: Ids) -> Iterator[str]:
    """One entry of the payment and one of each line of the claim."""
    for step, tie, indicator, wanted in (
        ("payment", Entry.deal_id == ids.get("deal"), SALES, NET),
        ("claim", Entry.claim_id == ids.get("claim"), JOBS, FTE),
    ):
        if step not in ids:
            continue
        values = list(session.scalars(select(Entry.value).where(tie, Entry.indicator == indicator)))
        if sum(values) != Decimal(wanted):
            yield f"{step} {ids[step]} is in {indicator} as {values}"
