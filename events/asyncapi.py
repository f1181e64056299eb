"""The AsyncAPI 3.0 document of the catalogue."""

from __future__ import annotations

from typing import Any

from events import catalogue
from events.catalogue import EventType

VERSION = "3.0.0"
CLOUDEVENTS = "1.0"


def document(title: str, prefix: str = "") -> dict[str, Any]:
    """Channels, messages and operations; `prefix` begins the topics' names on the broker."""
    kinds = catalogue.TYPES.values()
    return {
        "asyncapi": VERSION,
        "info": {
            "title": title,
            "version": str(max(kind.version for kind in kinds)),
            "description": "Every event, once committed, in order per subject. "
            "Snapshots: the data say what a thing is now; a higher revision replaces a lower one.",
        },
        "defaultContentType": "application/json",
        "channels": {topic: _channel(topic, prefix) for topic in catalogue.TOPICS},
        "operations": {topic: _operation(topic) for topic in catalogue.TOPICS},
        "components": {
            "messages": {kind.name: _message(kind) for kind in kinds},
            "schemas": {kind.name: kind.schema for kind in kinds},
            "messageTraits": {"cloudevent": _cloudevent()},
        },
    }


def _channel(topic: str, prefix: str) -> dict[str, Any]:
    names = [kind.name for kind in catalogue.TYPES.values() if kind.topic == topic]
    return {
        "address": f"{prefix}{topic}",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {"kafka": {"topic": f"{prefix}{topic}", "bindingVersion": "0.5.0"}},
    }


def _operation(topic: str) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{topic}"}}


def _message(kind: EventType) -> dict[str, Any]:
    return {
        "name": kind.name,
        "title": kind.name,
        "summary": f"{kind.says[0].upper()}{kind.says[1:]}.",
        "contentType": "application/json",
        "payload": {"$ref": f"#/components/schemas/{kind.name}"},
        "traits": [{"$ref": "#/components/messageTraits/cloudevent"}],
        "examples": [{"name": "sample", "payload": dict(kind.sample)}],
        "x-version": kind.version,
    }


def _cloudevent() -> dict[str, Any]:
    """The headers of CloudEvents 1.0 in Kafka's binary content mode, and our extensions."""
    text = {"type": "string"}
    required = ("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time")
    ours = ("ce_revision", "ce_dataversion")
    return {
        "headers": {
            "type": "object",
            "required": [*required, *ours],
            "properties": {
                **dict.fromkeys((*required, *ours), text),
                "ce_specversion": {"const": CLOUDEVENTS},
                "ce_requestid": text,
                "content-type": {"const": "application/json"},
            },
        },
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": "The subject, as in ce_subject"},
                "bindingVersion": "0.5.0",
            }
        },
    }
