"""A broker reached by TLS and a password: each of our clients gets in, with the right ones only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kafka.net.transport import KafkaSSLTransport

from events.errors import Transient
from events.kafka import KafkaBus, KafkaConfig
from events.kafka.config import MECHANISMS, Security
from events.kafka.topics import ensure_topics
from tests.servers.kafka import Kafka, Secured
from tests.support.certificates import authority
from tests.support.kernel import Kernel, assert_once_in_order, counting

pytestmark = pytest.mark.servers
USER, PASSWORD = "marketplace", "three-words-apart"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def signer(folder: Path) -> tuple[Path, Path]:
    return authority(folder)


@pytest.fixture(scope="module")
def broker(signer: tuple[Path, Path]) -> Iterator[Kafka]:
    with Kafka(Secured(signer[1], USER, PASSWORD)) as broker:
        yield broker


@pytest.fixture(autouse=True)
def _refuse_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    """kafka-python leaves a socket whose handshake failed to the garbage collector."""
    original = KafkaSSLTransport.handshake

    async def closing(self: Any) -> None:
        try:
            await original(self)
        except BaseException:
            self._sock.close()
            raise

    monkeypatch.setattr(KafkaSSLTransport, "handshake", closing)


def config(broker: Kafka, security: Security, prefix: str) -> KafkaConfig:
    return KafkaConfig(
        broker.secure_url,
        prefix=prefix,
        partitions=2,
        session_ms=6000,
        request_ms=5000,
        delivery_ms=5000,
        security=security,
    )


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_events_go_through(
    broker: Kafka,
    signer: tuple[Path, Path],
    mechanism: str,
    new_postgres_database: Callable[[str], str],
) -> None:
    kernel = Kernel(new_postgres_database("secure"))
    security = Security(str(signer[0]), USER, PASSWORD, mechanism)
    bus = KafkaBus(config(broker, security, f"{mechanism.lower()}-"), kernel.sessions)
    wanted = kernel.write(*(f"profile/{n}" for n in range(10)))
    with kernel.running(bus, counting("one")):
        assert_once_in_order(kernel.seen("one", len(wanted), 60), wanted)
    bus.close()
    kernel.close()


def test_a_wrong_password_or_a_stranger_s_certificate_opens_nothing(
    broker: Kafka, signer: tuple[Path, Path], folder: Path
) -> None:
    other, _ = authority(folder, "stranger")
    for security in (
        Security(str(signer[0]), USER, "wrong"),
        Security(str(other), USER, PASSWORD),
        Security(str(signer[0])),
    ):
        with pytest.raises(Transient, match="Kafka at"):
            ensure_topics(config(broker, security, "refused-"))
