"""Random histories in the store: any order, duplicates and replays give the same figures, and so
does making them again from nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from events.envelope import Event
from marketplace.outcomes import consumers, projection, totals
from marketplace.outcomes.models import Baseline, Claim, Entry, Figure, FirmFigure
from marketplace.outcomes.support import assist
from tests.support.outcomes import payment
from tests.support.world import World

FIRMS, BUYERS, EVENTS = 3, 2, 24
COLUMNS = ("organization_id", "indicator", "period", "dimension", "bucket", "value", "entries")


@pytest.fixture
def parties(world: World) -> tuple[list[str], list[str]]:
    """Firms with a baseline, all under the first buyer's partnership too, and their buyers."""
    firms = [world.organization("msme") for _ in range(FIRMS)]
    buyers = [world.organization("lead_firm") for _ in range(BUYERS)]
    with world.sessions.write() as session:
        for place, firm in enumerate(firms):
            claim = Claim(
                id=f"claim-{place}",
                ref=f"C-{place}",
                kind="baseline",
                organization_id=firm,
                period="FY2024-Q1",
                measured_on=date(2023, 10, 1),
                content={},
                state="verified",
                sample={},
                gates=[],
                submitted_at=world.clock.now(),
            )
            session.add(claim)
            session.flush()
            held = {"as_of": date(2023, 10, 1), "headcount": 5, "fte": Decimal(5)}
            made = {"made_at": world.clock.now(), "sales": Decimal(300 * place)}
            session.add(
                Baseline(
                    id=f"base-{place}", organization_id=firm, claim_id=claim.id, **held, **made
                )
            )
            facts = {"kind": "partnership", "role": "buyer", "provider_id": buyers[0]}
            assist(session, firm, f"p/{firm}", date(2023, 11, 1), objective="3", **facts)
    return firms, buyers


def history(world: World, parties: tuple[list[str], list[str]], seed: int) -> list[Event]:
    """Payments, some confirmed and some withdrawn; those of one deal in their order."""
    dice = random.Random(seed)
    return list(_history(world, parties, dice))


def _history(world: World, parties: Any, dice: random.Random) -> Iterator[Event]:
    firms, buyers = parties
    for _ in range(EVENTS):
        firm, buyer = dice.choice(firms), dice.choice(buyers)
        day = date(2024, 1, 1) + timedelta(days=dice.randrange(900))
        told = payment(
            world,
            buyer,
            firm,
            net=f"{dice.randrange(1, 900)}.00",
            paid_on=day.isoformat(),
            by=dice.choice([firm, buyer]),
        )
        for type_ in ("payment.recorded", *dice.choices(AFTERWARDS)[0]):
            yield event(world, type_, told)


AFTERWARDS = ((), ("payment.confirmed",), ("payment.withdrawn",))


def event(world: World, type_: str, told: dict[str, Any]) -> Event:
    return Event(
        id=world.new_id(),
        type=type_,
        version=1,
        source="test",
        topic="deals",
        key=f"deal/{told['deal']}",
        revision=1,
        time=datetime(2026, 11, 24, tzinfo=UTC),
        data=told,
        request_id=None,
        position=None,
    )


def deliver(world: World, events: list[Event]) -> None:
    for one in events:
        with world.sessions.write() as session:
            consumers.apply(session, one, None)


def figures(world: World) -> list[tuple[Any, ...]]:
    found = select(*(getattr(FirmFigure, name) for name in COLUMNS))
    return sorted(world.look(lambda s: [tuple(row) for row in s.execute(found)]))


def mixed(events: list[Event], dice: random.Random) -> list[Event]:
    """Deals in another order, each deal's events in theirs, and some of them twice."""
    deals: dict[str, list[Event]] = {}
    for one in events:
        deals.setdefault(one.key, []).append(one)
    found = []
    waiting = list(deals.values())
    while waiting:
        deal = dice.choice(waiting)
        found.append(deal.pop(0))
        waiting = [one for one in waiting if one]
    again = dice.sample(found, len(found) // 3)
    return found + sorted(again, key=found.index)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_duplicates_and_replays_change_nothing(
    world: World, parties: tuple[list[str], list[str]], seed: int
) -> None:
    events = history(world, parties, seed)
    deliver(world, mixed(events, random.Random(seed)))
    first = figures(world)
    count = world.look(lambda s: s.scalar(select(func.count()).select_from(Entry)))
    deliver(world, events)
    assert figures(world) == first
    assert world.look(lambda s: s.scalar(select(func.count()).select_from(Entry))) == count
    assert world.look(lambda s: list(projection.differences(s))) == []
    with world.sessions.write() as session:
        session.execute(delete(FirmFigure))
        session.execute(delete(Figure))
        projection.rebuild(session)
    assert figures(world) == first


def test_firms_count_once_in_the_total_and_under_each_buyer(
    world: World, parties: tuple[list[str], list[str]]
) -> None:
    deliver(world, history(world, parties, 7))
    for period in ("all", "FY2025", "FY2025-Q2"):
        whole = world.look(lambda s, at=period: totals.total(s, "O3-04", at))
        parts = world.look(lambda s, at=period: totals.totals(s, "O3-04", at, "lead_firm"))
        assert whole.value == whole.firms <= sum(one.value for one in parts)
        assert all(one.value <= whole.value for one in parts)
