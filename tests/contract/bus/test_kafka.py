"""The bus on a real Kafka, beside a real PostgreSQL, keeps every promise of a bus."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from events import catalogue
from events.envelope import Event
from events.kafka import KafkaBus, KafkaConfig
from events.kafka.topics import ensure_topics
from events.outbox import from_row, record
from events.tables import dead_letters, outbox
from tests.contract.bus.suite import BusContract, MakeBus
from tests.support.kernel import (
    SAMPLE,
    TYPE,
    Kernel,
    assert_once_in_order,
    counting,
    wait_for,
)

pytestmark = pytest.mark.servers


@pytest.fixture
def kernel(new_postgres_database: Callable[[str], str]) -> Iterator[Kernel]:
    kernel = Kernel(new_postgres_database("bus"))
    yield kernel
    kernel.close()


@pytest.fixture
def config(kafka_url: str) -> KafkaConfig:
    prefix = f"test-{secrets.token_hex(4)}-"
    return KafkaConfig(kafka_url, prefix=prefix, partitions=4, session_ms=6000, delivery_ms=5000)


@pytest.fixture
def make_bus(kernel: Kernel, config: KafkaConfig) -> Iterator[MakeBus]:
    ensure_topics(config)
    buses: list[KafkaBus] = []

    def make() -> KafkaBus:
        buses.append(KafkaBus(config, kernel.sessions))
        return buses[-1]

    yield make
    for bus in buses:
        bus.close()


@pytest.fixture
def admin(config: KafkaConfig) -> Iterator[Any]:
    from kafka import KafkaAdminClient

    client = KafkaAdminClient(bootstrap_servers=config.servers)
    yield client
    client.close()


class TestKafkaBus(BusContract):
    @pytest.fixture(autouse=True)
    def _bus(self, make_bus: MakeBus) -> None:
        self._make = make_bus

    def deliver_again(self, kernel: Kernel) -> None:
        again = [from_row(row) for row in kernel.rows(outbox)]
        assert set(self._make().publish(again).values()) == {None}


def test_topics_are_made_once_with_partitions_and_retention(
    config: KafkaConfig, admin: Any
) -> None:
    wanted = {config.topic(name) for name in catalogue.TOPICS}
    assert set(ensure_topics(config)) == wanted
    assert ensure_topics(config) == []
    (topic,) = admin.describe_topics([config.topic("needs")])
    assert len(topic["partitions"]) == 4


def test_messages_carry_cloudevents_headers(
    kernel: Kernel, make_bus: MakeBus, config: KafkaConfig
) -> None:
    from kafka import KafkaConsumer

    kernel.write("profile/1", request_id="request-0001")
    (row,) = kernel.rows(outbox)
    assert make_bus().publish([from_row(row)]) == {row.event_id: None}
    client = KafkaConsumer(
        config.topic("profiles"),
        bootstrap_servers=config.servers,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    try:
        (records,) = client.poll(timeout_ms=10_000).values()
    finally:
        client.close()
    headers = dict(records[0].headers)
    assert headers["ce_specversion"] == b"1.0"
    assert headers["ce_id"].decode() == row.event_id
    assert headers["ce_type"] == b"profile.updated"
    assert headers["ce_subject"] == b"profile/1"
    assert headers["ce_requestid"] == b"request-0001"
    assert headers["content-type"] == b"application/json"
    assert records[0].key == b"profile/1"


def test_a_stranger_message_is_kept_as_a_dead_letter_and_the_rest_goes_on(
    kernel: Kernel, make_bus: MakeBus, config: KafkaConfig
) -> None:
    from kafka import KafkaProducer

    producer = KafkaProducer(bootstrap_servers=config.servers)
    producer.send(config.topic("profiles"), b"not an event").get(10)
    producer.close()
    with kernel.running(make_bus(), counting()):
        wanted = kernel.write("profile/1", "profile/2")
        kernel.seen("counter", 2)
        wait_for(lambda: len(kernel.rows(dead_letters)) == 1)
    assert kernel.rows(dead_letters)[0].type == "unreadable"
    assert_once_in_order(kernel.effects("counter"), wanted)


def test_two_workers_share_the_partitions_and_one_leaves(kernel: Kernel, make_bus: MakeBus) -> None:
    workers: dict[str, set[str]] = {"one": set(), "two": set()}

    def seen_by(worker: str) -> Callable[[Any, Event], None]:
        return lambda _, event: workers[worker].add(event.key)

    wanted: list[str] = []
    with kernel.running(make_bus(), counting(before=seen_by("one"), batch=5)):
        with kernel.running(make_bus(), counting(before=seen_by("two"), batch=5)):

            def both() -> bool:
                wanted.extend(kernel.write(*(f"profile/{n}" for n in range(16))))
                return all(workers.values())

            wait_for(both, 30)
        wanted += kernel.write(*(f"profile/{n}" for n in range(16)))
        kernel.seen("counter", len(wanted), 30)
    assert_once_in_order(kernel.effects("counter"), wanted)


def test_a_broker_away_is_waited_for_and_a_producer_survives_a_fork(
    kernel: Kernel, make_bus: MakeBus
) -> None:
    bus = make_bus()
    kernel.write("profile/1", "profile/2")
    first, second = (from_row(row) for row in kernel.rows(outbox))
    assert bus.publish([first]) == {first.id: None}
    child = os.fork()
    if child == 0:
        done = bus.publish([second]) == {second.id: None}
        os._exit(0 if done else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert bus.publish([second]) == {second.id: None}


def test_a_consumer_whose_commits_are_lost_repeats_nothing(
    kernel: Kernel, make_bus: MakeBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kafka import KafkaConsumer
    from kafka.errors import CommitFailedError

    def refuse(*_: Any, **__: Any) -> None:
        raise CommitFailedError()

    wanted = kernel.write(*(f"profile/{n}" for n in range(10)))
    with monkeypatch.context() as patch:
        patch.setattr(KafkaConsumer, "commit", refuse)
        with kernel.running(make_bus(), counting()):
            kernel.seen("counter", 10)
    done = threading.Event()
    with kernel.running(make_bus(), counting(before=lambda *_: done.set())):
        wanted += kernel.write("profile/new")
        kernel.seen("counter", 11)
    assert_once_in_order(kernel.effects("counter"), wanted)


def test_an_event_too_large_for_the_broker_blocks_its_own_key_alone(
    kernel: Kernel, make_bus: MakeBus
) -> None:
    with kernel.sessions.write() as session:
        data = {**SAMPLE, "summary": "x" * 5_000_000}
        record(session, TYPE, key="profile/large", revision=1, data=data)
    kernel.write("profile/large", "profile/1", "profile/2")
    with kernel.running(make_bus(), counting()):
        found = kernel.seen("counter", 2)
        wait_for(lambda: any(row.error for row in kernel.rows(outbox)))
    assert {row.key for row in found} == {"profile/1", "profile/2"}
    blocked = [row for row in kernel.rows(outbox) if row.published_at is None]
    assert [row.key for row in blocked] == ["profile/large"] * 2
    assert "larger than the maximum request size" in next(r.error for r in blocked if r.error)
