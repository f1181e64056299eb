"""Events as Kafka messages: CloudEvents 1.0, binary content mode, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from events.envelope import Event

_FORMAT = JSONFormat()


@dataclass(frozen=True, slots=True)
class Message:
    """What a producer sends and a consumer gets."""

    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


def to_message(event: Event) -> Message:
    """Attributes as `ce_` headers, the data as JSON value, the event's key as message key.

    Beside the standard's attributes: `revision` (the subject's), `dataversion` (the schema's) and
    `requestid`, which names extensions have no underscores for.
    """
    attributes: dict[str, Any] = {
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "subject": event.key,
        "time": event.time,
        "datacontenttype": "application/json",
        "revision": event.revision,
        "dataversion": event.version,
    }
    if event.request_id:
        attributes["requestid"] = event.request_id
    message = to_binary(CloudEvent(attributes, dict(event.data)), _FORMAT, _subject)
    return Message(event.key.encode(), message.value, list(message.headers.items()))


def to_event(message: Message, topic: str) -> Event:
    """The event in a message on our topic of that name; raises if it is none of ours."""
    found = from_binary(KafkaMessage(dict(message.headers), message.key, message.value), _FORMAT)
    time, data = found.get_time(), found.get_data()
    if time is None or not isinstance(data, dict):
        raise ValueError("a message without a time, or whose data are no JSON object")
    return Event(
        id=found.get_id(),
        type=found.get_type(),
        version=int(found.get_extension("dataversion")),
        source=found.get_source(),
        topic=topic,
        key=_subject(found),
        revision=int(found.get_extension("revision")),
        time=time,
        data=data,
        request_id=found.get_extension("requestid"),
    )


def type_of(headers: Iterable[tuple[str, bytes]]) -> str:
    """The type of the event in a message with these headers, without reading it; else empty."""
    return (dict(headers).get("ce_type") or b"").decode(errors="replace")


def _subject(event: BaseCloudEvent) -> str:
    subject = event.get_subject()
    if not subject:
        raise ValueError("a message without a subject")
    return subject
