"""The catalogue is whole: somebody listens to every type, and AsyncAPI describes it."""

from __future__ import annotations

import json

import jsonschema
import pytest

from events import catalogue
from events.asyncapi import document
from tests.support.world import World

FEED_ONLY: dict[str, str] = {
    "delivery.withdrawn": "others unlearn a delivery; people hear of it by deal.undone",
    "invoice.withdrawn": "others unlearn an invoice; people hear of it by deal.undone",
    "entry.recorded": "others follow the ledger by it; the ledger itself wrote the entry",
    "evidence.added": "whoever keeps a copy of the evidence follows it",
    "evidence.erased": "whoever keeps a copy of the evidence erases it too",
    "period.moved": "others follow reporting by it",
    "period.locked": "others take the figures of a period once they do not change",
}
"""Types that no consumer of ours takes, each with the reason why it is recorded."""


def test_somebody_listens_to_every_type(world: World) -> None:
    heard = {name for one in world.runtime.consumers.values() for name in one.types}
    assert heard <= set(catalogue.TYPES)
    assert set(catalogue.TYPES) - heard == set(FEED_ONLY)


@pytest.mark.parametrize("name", catalogue.TYPES)
def test_its_sample_fits_its_schema(name: str) -> None:
    kind = catalogue.get(name)
    kind.check(kind.sample)
    jsonschema.Draft202012Validator.check_schema(kind.schema)
    jsonschema.validate(kind.sample, kind.schema)


def resolve(found: dict, reference: str) -> dict:  # type: ignore[type-arg]
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [one for inner in value.values() for one in references(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in references(inner)]
    return []


def test_the_asyncapi_document_is_whole() -> None:
    found = json.loads(json.dumps(document("Events", prefix="test-")))
    assert found["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= set(found["info"])
    for reference in references(found):
        assert resolve(found, reference)
    for operation in found["operations"].values():
        assert operation["action"] in ("send", "receive")
    addresses = [channel["address"] for channel in found["channels"].values()]
    assert sorted(addresses) == sorted(f"test-{topic}" for topic in catalogue.TOPICS)
    described = [name for channel in found["channels"].values() for name in channel["messages"]]
    assert sorted(described) == sorted(catalogue.TYPES)


def test_every_message_has_an_example_that_fits() -> None:
    found = document("Events")
    for message in found["components"]["messages"].values():
        schema = resolve(found, message["payload"]["$ref"])
        for example in message["examples"]:
            jsonschema.validate(example["payload"], schema)
