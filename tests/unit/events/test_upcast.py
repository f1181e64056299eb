"""Every version of every type that was ever shipped still loads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from events import catalogue
from events.envelope import Event
from events.errors import InvalidEvent, UnknownEventType
from events.upcast import upcast

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = sorted(SAMPLES.glob("*.json"))


def event_of(name: str, version: int, data: dict[str, object]) -> Event:
    topic = catalogue.get(name).topic
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Event("id", name, version, "test", topic, "thing/1", 1, moment, data)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_stored_sample_loads_as_the_newest_version(path: Path) -> None:
    name, _, version = path.stem.rpartition(".v")
    event = upcast(event_of(name, int(version), json.loads(path.read_text())))
    kind = catalogue.get(name)
    kind.check(event.data)
    assert event.version == kind.version


def test_every_version_of_every_type_has_a_stored_sample() -> None:
    wanted = {
        f"{kind.name}.v{version}"
        for kind in catalogue.TYPES.values()
        for version in range(1, kind.version + 1)
    }
    assert {path.stem for path in FILES} >= wanted


def test_steps_are_taken_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = replace(catalogue.get("award.recorded"), version=3)
    monkeypatch.setattr(catalogue, "TYPES", {**catalogue.TYPES, kind.name: kind})
    steps = {
        (kind.name, 1): lambda data: {**data, "steps": ["one"]},
        (kind.name, 2): lambda data: {**data, "steps": [*data["steps"], "two"]},
    }
    event = upcast(event_of(kind.name, 1, {"title": "t"}), steps)
    assert (event.version, event.data) == (3, {"title": "t", "steps": ["one", "two"]})


def test_a_newer_version_than_ours_is_left_as_it_is() -> None:
    event = event_of("award.recorded", 9, {"title": "t", "later": True})
    assert upcast(event) == event


def test_data_that_do_not_fit_are_refused_by_field() -> None:
    kind = catalogue.get("award.recorded")
    with pytest.raises(InvalidEvent, match="title"):
        kind.check({**kind.sample, "title": 5})
    with pytest.raises(InvalidEvent, match="person"):
        kind.check({**kind.sample, "person": "a name"})


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(UnknownEventType, match="imagined"):
        catalogue.get("need.imagined")
