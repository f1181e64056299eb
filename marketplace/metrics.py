"""Measures for Prometheus: what this process counted, and what the database tells."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from events.consumers import Consumer
from events.measures import SECONDS
from events.ports import Sessions

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REQUESTS = Histogram(
    "marketplace_request_seconds",
    "Time to answer, by endpoint",
    ["endpoint", "method", "status"],
    buckets=SECONDS,
)


class DatabaseCollector(Collector):
    """Outbox, lag and dead letters, read when they are asked for."""

    def __init__(self, sessions: Sessions, consumers: Mapping[str, Consumer]) -> None:
        self._sessions = sessions
        self._consumers = consumers

    def collect(self) -> Iterator[Metric]:
        from marketplace.operations import state

        with self._sessions.read() as session:
            outbox = state.outbox_state(session)
            lags = state.lags(session, self._consumers.values())
            letters = state.letters(session)
        yield _gauge("marketplace_outbox_events", "Events not yet published", outbox.depth)
        yield _gauge("marketplace_outbox_age_seconds", "Age of the oldest of them", outbox.age)
        yield _by_consumer("marketplace_consumer_lag_events", "Events to handle", lags)
        none = dict.fromkeys(self._consumers, 0)
        yield _by_consumer("marketplace_dead_letters", "Events given up", none | letters)


def exposition(sessions: Sessions, consumers: Mapping[str, Consumer]) -> bytes:
    """All measures as text; those of sibling processes included where they share a directory."""
    registry = CollectorRegistry()
    registry.register(DatabaseCollector(sessions, consumers))
    return _counted() + generate_latest(registry)


def _counted() -> bytes:
    from prometheus_client import REGISTRY

    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    from prometheus_client.multiprocess import MultiProcessCollector

    shared = CollectorRegistry()
    MultiProcessCollector(shared)
    return generate_latest(shared)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)


def _by_consumer(name: str, says: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=["consumer"])
    for consumer, value in sorted(values.items()):
        family.add_metric([consumer], value)
    return family
