"""A past list shown again, exactly, and pruned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from matching.replay import Differs, NoSuchRun, prune, replay
from matching.tables import runs
from tests.support.ranking import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(f"sqlite:///{tmp_path / 'matching.sqlite3'}")
    scene.tell(*scene.firm("stamper"), *scene.firm("lapsed", certificates=[]))
    scene.tell(scene.award("a1", "unknown", "Stamped steel brackets"))
    scene.tell(scene.need())
    yield scene
    scene.close()


def test_replay_gives_the_very_list_after_the_world_moved_on(scene: Scene) -> None:
    then = scene.shortlist()
    scene.tell(*scene.firm("newcomer"), scene.need(type_="need.revised"))
    assert scene.shortlist() != then
    with scene.sessions.read() as session:
        assert replay(session, "need-1", then["revision"]) == then


def test_a_list_whose_inputs_were_changed_is_not_passed_off(scene: Scene) -> None:
    with scene.sessions.write() as session:
        session.execute(update(runs).values(hash="sha256:00"))
    with scene.sessions.read() as session, pytest.raises(Differs):
        replay(session, "need-1", 1)


def test_pruning_keeps_the_newest_list(scene: Scene) -> None:
    scene.tell(scene.need(type_="need.revised"))
    with scene.sessions.write() as session:
        assert prune(session, scene.clock.now() + timedelta(days=1)) == 1
    with scene.sessions.read() as session:
        assert replay(session, "need-1", 2) == scene.shortlist()
        with pytest.raises(NoSuchRun):
            replay(session, "need-1", 1)
