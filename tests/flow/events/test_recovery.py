"""Checking the store, and making again what is made from it."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from events import pulse
from events.lag import settle
from events.prune import prune, pruned_to
from events.sequencer import newest_position
from events.tables import inbox, outbox
from marketplace.errors import DomainError
from marketplace.matches.models import Shortlist, ShortlistEntry
from marketplace.operations import state
from marketplace.recovery import drain, reindex, republish, verify
from matching.tables import metadata as matching
from tests.support.needs import supplier_need
from tests.support.world import World

PROJECTIONS = (
    *(f"DELETE FROM {table.name}" for table in reversed(matching.sorted_tables)),
    "DELETE FROM shortlist_entries",
    "DELETE FROM shortlists",
    "DELETE FROM profile_demands",
)


@pytest.fixture
def busy(world: World) -> World:
    return filled(world)


@pytest.fixture
def anywhere(resting: World) -> World:
    """The same on PostgreSQL and Elasticsearch too."""
    return filled(resting)


def filled(world: World) -> World:
    """A buyer with a published need, and a firm that fits it; all events have had their effects."""
    buyer, firm = world.api("lead_firm"), world.api("msme")
    republish(world.runtime, "organizations")
    path = f"/organizations/{firm.organization}/profile"
    content = {"summary": "Stamped steel brackets", "nace": ["25.50"]}
    content["capabilities"] = [{"text": "Stamped steel brackets", "cpv": "44316500"}]  # type: ignore[assignment]
    tag = firm.get(path).headers["ETag"]
    assert firm.put(path, content, If_Match=tag).status_code == 200
    need = buyer.post("/needs", supplier_need()).json
    assert buyer.post(f"/needs/{need['id']}/publish").status_code == 200
    buyer.post("/needs", supplier_need(title="Only a draft"))
    world.deliver()
    return world


def told(world: World) -> list[tuple[str, str]]:
    return [(one.code, one.what) for one in verify(world.runtime)]


def lists(world: World) -> list[tuple[Any, ...]]:
    """What the shortlists say, without when and how often they were made."""
    e = ShortlistEntry
    columns = (
        e.need_id,
        e.place,
        e.organization_id,
        e.rank,
        e.score,
        e.eligible,
        e.reasons,
        e.gaps,
    )
    return world.look(
        lambda s: [tuple(row) for row in s.execute(select(*columns).order_by(e.need_id, e.place))]
    )


def mail_count(session: Session) -> int:
    return session.scalar(text("SELECT count(*) FROM deliveries")) or 0


def change(world: World, *statements: Any) -> None:
    with world.sessions.write() as session:
        for one in statements:
            session.execute(text(one) if isinstance(one, str) else one)


def test_a_store_at_rest_is_as_promised(anywhere: World) -> None:
    assert told(anywhere) == []
    assert lists(anywhere) != []


def test_a_forgotten_event_is_named(busy: World) -> None:
    change(busy, delete(inbox).where(inbox.c.consumer == "shortlists"))
    assert [(code, what.split(":")[0]) for code, what in told(busy)] == [("lag", "shortlists")]


def test_a_lost_position_and_an_unpublished_event_are_named(busy: World) -> None:
    change(busy, update(outbox).where(outbox.c.position == 2).values(published_at=None))
    change(busy, update(outbox).where(outbox.c.position == 1).values(position=1000))
    assert {code for code, _ in told(busy)} == {"outbox", "position"}


def test_a_projection_that_differs_is_named(busy: World) -> None:
    change(busy, update(Shortlist).values(need_revision=1))
    assert {code for code, _ in told(busy)} == {"shortlist"}
    change(busy, "UPDATE matching_needs SET revision = 1")
    assert {code for code, _ in told(busy)} == {"shortlist", "matching", "index"}


def test_a_document_too_few_or_too_many_is_named(anywhere: World) -> None:
    engine = anywhere.runtime.ports.search
    (need, revision), *_ = engine.revisions("needs")
    engine.delete("needs", {need: revision + 1})
    assert [one for one in told(anywhere) if one[0] == "index"] == [
        ("index", f"needs: {need} is missing")
    ]
    reindex(anywhere.runtime, "needs")


def test_republishing_changes_nothing_in_a_sound_store(anywhere: World) -> None:
    before, mails = (
        lists(anywhere),
        anywhere.look(lambda s: s.scalar(text("SELECT count(*) FROM deliveries"))),
    )
    counts = republish(anywhere.runtime)
    assert counts["needs"] == 1
    assert counts["profiles"] == 1
    anywhere.deliver()
    assert told(anywhere) == []
    assert lists(anywhere) == before
    assert anywhere.look(mail_count) == mails


def test_projections_lost_whole_come_back_the_same(anywhere: World) -> None:
    before = lists(anywhere)
    change(anywhere, *PROJECTIONS)
    assert told(anywhere) != []
    republish(anywhere.runtime)
    anywhere.deliver()
    reindex(anywhere.runtime)
    assert told(anywhere) == []
    assert lists(anywhere) == before


def test_an_unknown_topic_or_index_is_refused(busy: World) -> None:
    with pytest.raises(DomainError, match="no such topic"):
        republish(busy.runtime, "gossip")
    with pytest.raises(DomainError, match="no such index"):
        reindex(busy.runtime, "gossip")


def test_what_was_pruned_is_not_missed(busy: World) -> None:
    listeners = list(busy.runtime.consumers.values())
    newest = busy.look(newest_position)
    busy.clock.forward(days=2)
    with busy.sessions.write() as session:
        for one in listeners:
            settle(session, one)
        assert prune(session, busy.clock.now() - timedelta(days=1), listeners) == newest - 1
        session.execute(delete(inbox).where(inbox.c.consumer == "profile-demands"))
    assert busy.look(pruned_to) == newest - 1
    assert [row.position for row in busy.look(lambda s: s.execute(select(outbox)).all())] == [
        newest
    ]
    assert told(busy) == []


def test_a_killed_worker_is_not_waited_for_in_vain(busy: World) -> None:
    """Its last sign of life is still there; the check has to work itself once it has faded."""
    with busy.sessions.write() as session:
        pulse.beat(session, "killed", "all", "here")
    republish(busy.runtime, "profiles")
    ticking = threading.Timer(0.3, lambda: busy.clock.forward(minutes=1))
    ticking.start()
    drain(busy.runtime, 30)
    ticking.join()
    assert busy.look(lambda s: state.outbox_state(s).depth) == 0
    assert told(busy) == []
