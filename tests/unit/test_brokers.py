"""Which settings of Kafka's security go together, and what the clients are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from events.kafka import KafkaConfig
from marketplace.brokers import kafka_security, search_ca_file
from marketplace.config import BadSettings, Settings
from marketplace.wiring import build
from search.elastic_client import connect
from tests.support.certificates import authority

FULL = {
    "database_url": "postgresql+psycopg://nobody@127.0.0.1:1/none",
    "bus_url": "kafka://127.0.0.1:1",
    "search_url": "http://127.0.0.1:1",
    "secret_key": "x" * 40,
}


@pytest.fixture
def password(tmp_path: Path) -> str:
    (tmp_path / "password").write_text("secret\n")
    return str(tmp_path / "password")


def test_a_user_goes_over_tls(password: str) -> None:
    settings = Settings(
        **FULL,
        kafka_security="sasl",
        kafka_ca_file=password,
        kafka_user="app",
        kafka_password_file=password,
    )
    security = kafka_security(settings)
    assert security
    assert "secret" not in repr(security)
    assert KafkaConfig("kafka://a:1,b:2", security=security).connection == {
        "bootstrap_servers": ["a:1", "b:2"],
        "security_protocol": "SASL_SSL",
        "ssl_cafile": password,
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": "app",
        "sasl_plain_password": "secret",
    }


def test_tls_alone_and_nothing() -> None:
    security = kafka_security(Settings(**FULL, kafka_security="tls"))
    assert security
    assert security.options() == {"security_protocol": "SSL", "ssl_cafile": None}
    assert kafka_security(Settings(**FULL)) is None
    assert KafkaConfig("kafka://a:1").connection == {"bootstrap_servers": ["a:1"]}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kafka_security": "ssl"}, "must be none, tls, sasl"),
        ({"kafka_user": "app"}, "KAFKA_USER given without KAFKA_SECURITY=sasl"),
        ({"kafka_security": "tls", "kafka_user": "app"}, "without KAFKA_SECURITY=sasl"),
        ({"kafka_ca_file": "ca.pem"}, "KAFKA_CA_FILE given without"),
        ({"kafka_security": "sasl"}, "without KAFKA_USER, KAFKA_PASSWORD_FILE"),
        ({"kafka_security": "tls", "kafka_ca_file": "/no/ca"}, "KAFKA_CA_FILE='/no/ca'"),
        ({"kafka_mechanism": "GSSAPI"}, "must be SCRAM-SHA-512 or PLAIN"),
        (
            {"kafka_security": "sasl", "kafka_user": "app", "kafka_password_file": "/dev/null"},
            "is empty",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_at_start(
    tmp_path: Path, given: dict[str, str], why: str
) -> None:
    with pytest.raises(BadSettings, match=why):
        build(Settings(**FULL, data_dir=str(tmp_path), **given))


def test_the_embedded_stack_has_no_brokers_to_trust(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="without BUS_URL"):
        build(Settings(data_dir=str(tmp_path), kafka_security="tls"))


def test_a_search_server_may_have_a_user_and_an_authority_of_its_own(password: str) -> None:
    ca_file, _ = authority(Path(password).parent)
    client = connect("https://app:secret@search.example:9200", 1.0, "urllib3", str(ca_file))
    (node,) = client.transport.node_pool.all()
    assert node.config.ca_certs == str(ca_file)
    assert node.config.headers["authorization"].startswith("Basic ")
    client.close()
    settings = Settings(**FULL, search_ca_file=str(ca_file))
    with pytest.raises(BadSettings, match="without an address https"):
        search_ca_file(settings)
    assert search_ca_file(replace(settings, search_url="https://h:9200")) == str(ca_file)
