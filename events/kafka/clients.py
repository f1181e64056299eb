"""Making kafka-python's clients so that one which finds no broker leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Client = TypeVar("Client")


def connected(kind: Callable[..., Client], **options: Any) -> Client:
    """A client of the kind. A constructor that fails would leave its thread and sockets open."""
    from kafka.net.compat import KafkaNetClient

    made: list[Any] = []

    def network(**more: Any) -> Any:
        made.append(KafkaNetClient(**more))
        return made[-1]

    try:
        return kind(kafka_client=network, reconnect_backoff_max_ms=1000, **options)
    except BaseException:
        for one in made:
            one.close()
        raise
