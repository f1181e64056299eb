"""The whole plan as steps in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count

from sqlalchemy.orm import Session

from marketplace.demo.plan import OrganizationPlan, WorldPlan
from marketplace.demo.result_steps import result_steps
from marketplace.demo.steps import Ask, Cancel, Cast, Join, Offer, Post, Step
from marketplace.demo.tender_steps import tender_steps
from marketplace.demo.twins import twin_steps


def steps(plan: WorldPlan, cast: Cast) -> Iterator[Step]:
    """All steps, oldest first."""
    by_number = {organization.number: organization for organization in plan.organizations}
    found: list[tuple[datetime, int, Callable[[Session], None]]] = []
    order = count()

    def add(at: datetime, do: Callable[[Session], None]) -> None:
        found.append((at, next(order), do))

    for organization in plan.organizations:
        add(organization.joined, Join(organization, cast))
    for service in plan.services:
        add(service.published, Offer(service, by_number[service.provider], cast))
    for place, need in enumerate(plan.needs):
        buyer, asker = by_number[need.buyer], _asker(plan, place, need.published)
        add(need.published, Post(need, buyer, cast))
        add(need.published + timedelta(days=3), Ask(need, buyer, asker, cast, place))
        if need.cancelled:
            add(need.cancelled, Cancel(need, buyer, cast))
    for tender in plan.tenders:
        for step in tender_steps(tender, by_number, cast):
            add(step.at, step.do)
    for step in result_steps(plan.results, by_number, cast, plan.today):
        add(step.at, step.do)
    firms = [one for one in plan.organizations if one.kind == "msme" and one.state == "verified"]
    for step in twin_steps(firms, cast):
        add(step.at, step.do)
    until = datetime.combine(plan.today, time(), UTC)
    found = [one for one in found if one[0] < until]
    return (Step(at, do) for at, _, do in sorted(found, key=lambda step: step[:2]))


def _asker(plan: WorldPlan, place: int, moment: datetime) -> OrganizationPlan:
    """A firm that had joined by then."""
    firms = [
        o
        for o in plan.organizations
        if o.kind == "msme" and o.state == "verified" and o.joined < moment
    ]
    return firms[(place * 37) % len(firms)]
