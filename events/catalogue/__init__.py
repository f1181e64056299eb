"""Every event type: topic, version, schema and sample. Importing it fails if one is incomplete.

A topic's types stand in the module of its name. To add one: write it there with a sample, say
who listens (a consumer in some slice), and keep the sample of every shipped version in
tests/samples.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from events.catalogue.shapes import Schema
from events.errors import InvalidEvent, UnknownEventType

TOPICS = (
    "organizations",
    "files",
    "profiles",
    "needs",
    "support",
    "awards",
    "matches",
    "applications",
    "evaluations",
    "deals",
    "outcomes",
)


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event. `says` completes the sentence "This event says that …"."""

    name: str
    topic: str
    says: str
    schema: Schema
    sample: Mapping[str, Any]
    version: int = 1

    def check(self, data: Mapping[str, Any]) -> None:
        """Raise InvalidEvent, naming the field, unless the data fit the schema."""
        import fastjsonschema  # compiled on first use: start-up stays quick

        try:
            _validator(self.name)(dict(data))
        except fastjsonschema.JsonSchemaValueException as error:
            raise InvalidEvent(f"{self.name}: {error.message}") from error


@cache
def _validator(name: str) -> Any:
    import fastjsonschema

    return fastjsonschema.compile(get(name).schema, use_default=False)


def _load(topics: Iterable[str]) -> dict[str, EventType]:
    found: dict[str, EventType] = {}
    for topic in topics:
        for kind in import_module(f"events.catalogue.{topic}").TYPES:
            _require_complete(kind, topic)
            if kind.name in found:
                raise RuntimeError(f"{kind.name} stands twice in the catalogue")
            found[kind.name] = kind
    return found


def _require_complete(kind: EventType, topic: str) -> None:
    lacks = [part for part in ("says", "schema", "sample") if not getattr(kind, part)]
    missing = [name for name in kind.schema.get("required", ()) if name not in kind.sample]
    if kind.topic != topic or lacks or missing:
        raise RuntimeError(f"{kind.name} in {topic} is incomplete: lacks {lacks or missing}")


def get(name: str) -> EventType:
    """The type of this name; raises UnknownEventType."""
    try:
        return TYPES[name]
    except KeyError:
        raise UnknownEventType(name) from None


def topics_of(types: Iterable[str]) -> list[str]:
    """The topics, sorted, that carry these types."""
    return sorted({get(name).topic for name in types})


TYPES: Mapping[str, EventType] = _load(TOPICS)
