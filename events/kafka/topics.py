"""Topics with their partitions and retention, made where they are missing."""

from __future__ import annotations

from typing import Any

from events import catalogue
from events.errors import Transient
from events.kafka.clients import connected
from events.kafka.config import KafkaConfig

DAY_MS = 24 * 60 * 60 * 1000
MAX_MESSAGE_BYTES = 4_000_000


def ensure_topics(config: KafkaConfig) -> list[str]:
    """Make the catalogue's topics that the cluster lacks; returns their names.

    What exists stays as it is. Raises Transient while the cluster is away.
    """
    from kafka import KafkaAdminClient
    from kafka.errors import KafkaError

    try:
        admin = connected(
            KafkaAdminClient,
            **config.connection,
            request_timeout_ms=config.request_ms,
            bootstrap_timeout_ms=config.request_ms,
        )
    except (KafkaError, OSError) as error:
        raise Transient(f"Kafka at {config.url}: {error}") from error
    try:
        return _create(admin, config)
    finally:
        admin.close()


def _create(admin: Any, config: KafkaConfig) -> list[str]:
    from kafka.errors import RetriableError, TopicAlreadyExistsError

    try:
        there = set(admin.list_topics())
        wanted = [config.topic(name) for name in catalogue.TOPICS]
        missing = {name: _options(config) for name in wanted if name not in there}
        if missing:
            admin.create_topics(missing, wait_for_metadata=True)
        return list(missing)
    except TopicAlreadyExistsError:
        return _create(admin, config)
    except RetriableError as error:
        raise Transient(f"Kafka at {config.url}: {error}") from error


def _options(config: KafkaConfig) -> dict[str, Any]:
    """The cluster's own default of replicas; three or more in production."""
    return {
        "num_partitions": config.partitions,
        "configs": {
            "retention.ms": str(config.keep_days * DAY_MS),
            "max.message.bytes": str(MAX_MESSAGE_BYTES),
        },
    }
