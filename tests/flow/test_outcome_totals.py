"""Writers that move the same totals at once lose nothing, in both modes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from events.envelope import Event
from marketplace.outcomes import payments, projection
from marketplace.outcomes.models import Figure
from tests.support.outcomes import figure, payment
from tests.support.world import World

WRITERS, EACH = 4, 3


def told_of(world: World, data: dict[str, Any]) -> Event:
    """The payment's event as a consumer gets it."""
    return Event(
        id=world.new_id(),
        type="payment.recorded",
        version=1,
        source="test",
        topic="deals",
        key=f"deal/{data['deal']}",
        revision=1,
        time=world.clock.now(),
        data=data,
        request_id=None,
        position=None,
    )


def test_writers_at_once_lose_nothing(resting: World) -> None:
    buyer = resting.organization("lead_firm")
    firms = [resting.organization("msme") for _ in range(2)]
    told = [
        [payment(resting, buyer, firms[(writer + n) % 2], net="100.00") for n in range(EACH)]
        for writer in range(WRITERS)
    ]

    def write(mine: list[dict[str, Any]]) -> None:
        for data in mine:
            with resting.sessions.write() as session:
                payments.payment_recorded(session, told_of(resting, data))

    def rebuild() -> None:
        with resting.sessions.write() as session:
            projection.rebuild(session)

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        running = [pool.submit(write, mine) for mine in told] + [pool.submit(rebuild)]
        for one in running:
            one.result(timeout=60)
    assert list(resting.look(lambda s: list(projection.differences(s)))) == []
    assert figure(resting, "O3-04", "all")[2] == len(firms)
    held = resting.look(lambda s: s.get_one(Figure, ("O3-04", "all", "", "")))
    assert held.entries == WRITERS * EACH
