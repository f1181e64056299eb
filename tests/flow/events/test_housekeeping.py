"""What a worker does beside events."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from events import pulse
from events.prune import pruned_to
from events.sequencer import newest_position
from events.tables import consumers, outbox
from marketplace.housekeeping import Housekeeper
from marketplace.idempotency import Answer
from marketplace.recovery import verify
from matching.tables import runs
from tests.support.needs import supplier_need
from tests.support.world import World


def busy(world: World) -> None:
    buyer = world.api("lead_firm")
    for number in range(3):
        need = buyer.post("/needs", supplier_need(), Idempotency_Key=f"key-{number}").json
        buyer.post(f"/needs/{need['id']}/publish")
    world.deliver()


def test_marks_follow_and_old_events_and_answers_go(world: World) -> None:
    busy(world)
    newest = world.look(newest_position)
    world.clock.forward(days=int(world.runtime.settings.keep_days) + 1)
    Housekeeper(world.runtime, "all").tidy()
    marks = world.look(lambda s: set(s.scalars(select(consumers.c.position))))
    assert marks == {newest}
    assert world.look(pruned_to) == newest - 1
    assert world.look(lambda s: s.scalar(select(func.count()).select_from(outbox))) == 1
    assert world.look(lambda s: s.scalar(select(func.count()).select_from(Answer))) == 0
    assert [one.code for one in verify(world.runtime) if one.code in ("lag", "position")] == []


def test_what_somebody_has_still_to_handle_stays(world: World) -> None:
    busy(world)
    newest = world.look(newest_position)
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    world.clock.forward(days=int(world.runtime.settings.keep_days) + 1)
    Housekeeper(world.runtime, "all").tidy()
    assert world.look(pruned_to) <= newest
    world.deliver()
    assert [one.code for one in verify(world.runtime) if one.code == "lag"] == []


def test_a_worker_that_falls_silent_is_no_longer_alive(world: World) -> None:
    keeper = Housekeeper(world.runtime, "relay")
    keeper.tidy()
    assert [row.role for row in world.look(pulse.alive)] == ["relay"]
    world.clock.forward(seconds=pulse.ALIVE / timedelta(seconds=1) + 1)
    assert world.look(pulse.alive) == []
    keeper.leave()


def test_old_shortlists_are_forgotten_but_never_the_newest(world: World) -> None:
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    world.deliver()
    changed = supplier_need(title="Galvanised brackets")
    assert buyer.put(f"/needs/{need['id']}", changed, If_Match='"2"').status_code == 200
    world.deliver()
    assert revisions(world) == [1, 2]
    Housekeeper(world.runtime, "all").tidy()
    assert revisions(world) == [1, 2]
    world.clock.forward(days=int(world.runtime.settings.keep_lists_days) + 1)
    Housekeeper(world.runtime, "all").tidy()
    assert revisions(world) == [2]


def revisions(world: World) -> list[int]:
    """Of the shortlists that can be shown again."""
    return list(world.look(lambda s: s.scalars(select(runs.c.revision).order_by(runs.c.id)).all()))
