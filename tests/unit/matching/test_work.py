"""What one list may cost: bounded by counting work, since time on a busy machine says little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import event

from matching.checks import Check, Conditions
from matching.pipeline import LISTED, NEAR_MISSES
from matching.suppliers import SUPPLIERS
from tests.support.ranking import Scene

FIRMS = 160


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(f"sqlite:///{tmp_path / 'matching.sqlite3'}")
    yield scene
    scene.close()


def crowd(scene: Scene, count: int) -> None:
    """So many firms that fit, and as many awards to others."""
    firms = [one for at in range(count) for one in scene.firm(f"firm-{at}")]
    bought = [scene.award(f"a{at}", f"other-{at}", "Stamped steel brackets") for at in range(count)]
    scene.tell(*firms, *bought)


def test_words_are_made_only_for_who_is_shown(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, explained, plain = set[int](), list[int](), Conditions.checks

    def checks(self: Conditions, at: int) -> tuple[Check, ...]:
        told.add(at)
        return plain(self, at)

    monkeypatch.setattr(Conditions, "checks", checks)
    kept = SUPPLIERS.explain["orders"]

    def orders(facts: Mapping[str, Any]) -> Any:
        explained.append(1)
        return kept(facts)

    monkeypatch.setitem(cast(dict[str, Any], SUPPLIERS.explain), "orders", orders)
    crowd(scene, FIRMS)
    scene.tell(scene.need())
    found = scene.shortlist()
    assert found["looked_at"] > LISTED + NEAR_MISSES
    assert len(told) == len(found["entries"]) <= LISTED + NEAR_MISSES
    assert len(explained) <= len(found["entries"])


def test_the_index_is_asked_twice_and_the_tables_as_often_whatever_the_number_of_firms(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    statements: list[str] = []
    ask = scene.index.candidates

    def candidates(index: str, query: Any) -> Any:
        asked.append(index)
        return ask(index, query)

    monkeypatch.setattr(scene.index, "candidates", candidates)
    event.listen(scene.database, "before_cursor_execute", lambda *a: statements.append(a[2]))
    counts = []
    for size in (3, 40):
        crowd(scene, size)
        scene.tell(scene.need(f"need-{size}"))
        asked.clear()
        statements.clear()
        scene.tell(scene.need(f"need-{size}", "need.revised"))
        assert sorted(asked) == ["match_awards", "match_profiles"]
        counts.append(len(statements))
    assert counts[0] == counts[1]
