"""What a worker has learned, held against what its tables make of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from matching.consumers import consumers
from matching.fingerprint import fingerprint
from matching.memory import Memory
from matching.recovery import unlearned
from matching.tables import awards
from tests.support.ranking import Scene


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def scene(tmp_path: Path, memory: Memory) -> Iterator[Scene]:
    scene = Scene(f"sqlite:///{tmp_path / 'matching.sqlite3'}")
    scene.consumer = consumers(scene.index, memory)[0]
    scene.tell(scene.award("a1", "unknown", "Stamped steel brackets"))
    scene.tell(*scene.firm("stamper"), *scene.firm("welder"))
    scene.tell(scene.profile("welder", summary="Welds frames"), scene.programme("welding"))
    scene.tell(scene.award("a2", "stamper", "Steel covers"), scene.programme("welding", seats=4))
    yield scene
    scene.close()


def found(scene: Scene, memory: Memory) -> list[str]:
    with scene.sessions.read() as session:
        return list(unlearned(session, memory))


def test_moved_forward_by_events_it_is_what_a_rebuild_makes(scene: Scene, memory: Memory) -> None:
    assert memory.mark > 0
    assert found(scene, memory) == []
    assert found(scene, Memory()) == []


def test_a_tampered_row_of_the_tables_is_found(scene: Scene, memory: Memory) -> None:
    with scene.sessions.write() as session:
        told = scene.award("a1", "unknown", "Something else").data
        session.execute(update(awards).where(awards.c.id == "a1").values(award=dict(told)))
    assert {one.split(" are ")[0] for one in found(scene, memory)} == {
        "memory: idf of words", "memory: idf of grams", "memory: rows of awards",
    }  # fmt: skip


def test_tampered_memory_is_found(scene: Scene, memory: Memory) -> None:
    state = memory.state
    state.history.lines.words.row(0)[0] += 1
    assert found(scene, memory) == ["memory: rows of awards are not what the tables make of them"]
    state.history.lines.words.row(0)[0] -= 1
    state.words.frequencies[7] += 1
    assert found(scene, memory) == ["memory: idf of words are not what the tables make of them"]
    state.words.frequencies[7] -= 1
    supplier = state.directory.numbers.get("stamper")
    state.history.counts["buyer"][state.directory.numbers.get("other")][supplier] = 9
    assert found(scene, memory) == ["memory: counts of awards are not what the tables make of them"]


def test_the_order_in_which_things_came_does_not_matter(scene: Scene, memory: Memory) -> None:
    other = Memory()
    with scene.sessions.read() as session:
        other.refresh(session)
    assert fingerprint(other.state) == fingerprint(memory.state)
    assert other.state.directory.numbers.names != memory.state.directory.numbers.names
