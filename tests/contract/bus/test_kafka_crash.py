"""A broker that is killed with work in flight, and comes back: nothing lost, nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from kafka.net.inet import KafkaNetSocket

from events.kafka import KafkaBus, KafkaConfig
from events.kafka.publisher import Publisher
from events.kafka.topics import ensure_topics
from tests.servers.kafka import Kafka
from tests.support.kernel import Kernel, assert_once_in_order, counting

pytestmark = pytest.mark.servers


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kafka]:
    refuse_closing(monkeypatch)
    with Kafka() as broker:
        yield broker


def refuse_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """kafka-python leaves a refused socket to the garbage collector, which warns of it."""
    original = KafkaNetSocket.sock_connect

    async def closing(self: Any, net: Any, sock: Any, *rest: Any, **more: Any) -> Any:
        try:
            return await original(self, net, sock, *rest, **more)
        except BaseException:
            sock.close()
            raise

    monkeypatch.setattr(KafkaNetSocket, "sock_connect", closing)


def test_a_killed_broker_loses_and_repeats_nothing(
    broker: Kafka, new_postgres_database: Callable[[str], str]
) -> None:
    kernel = Kernel(new_postgres_database("crash"))
    config = KafkaConfig(broker.url, partitions=4, session_ms=6000, delivery_ms=3000)
    bus = KafkaBus(config, kernel.sessions)
    wanted: list[str] = []
    with kernel.running(bus, counting("one"), counting("two")):
        for turn in range(40):
            wanted += kernel.write(*(f"profile/{n}" for n in range(10)))
            if turn == 10:
                kernel.seen("one", 20, 30)
                broker.kill()
        broker.start()
        for name in ("one", "two"):
            assert_once_in_order(kernel.seen(name, len(wanted), 60), wanted)
    bus.close()
    kernel.close()


def test_a_publisher_whose_broker_died_leaves_no_thread_behind(broker: Kafka) -> None:
    """Closing it must not wait for, nor raise over, what it can no longer send."""
    config = KafkaConfig(broker.url, delivery_ms=60_000)
    ensure_topics(config)
    before = set(threading.enumerate())
    publisher = Publisher(config)
    producer = publisher._live()
    producer.send(config.topic("profiles"), b"first").get(timeout=60)
    broker.kill()
    producer.send(config.topic("profiles"), b"second")
    publisher.close()
    assert set(threading.enumerate()) - before == set()
