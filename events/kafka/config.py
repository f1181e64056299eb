"""Where the broker is, and how topics and groups are named and made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

MECHANISMS = ("SCRAM-SHA-512", "PLAIN")


@dataclass(frozen=True, slots=True)
class Security:
    """TLS, and with a user SASL over it; without `ca_file` the system's authorities are trusted."""

    ca_file: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    mechanism: str = MECHANISMS[0]

    def options(self) -> dict[str, Any]:
        """As kafka-python's clients take it."""
        found: dict[str, Any] = {"security_protocol": "SSL", "ssl_cafile": self.ca_file or None}
        if self.user:
            found |= {
                "security_protocol": "SASL_SSL",
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password,
            }
        return found


@dataclass(frozen=True, slots=True)
class KafkaConfig:
    """`url` is kafka://host:port[,host:port…]; `prefix` keeps deployments on one cluster apart.

    `partitions` counts for topics that are made; never change it for one that holds events,
    because a key's partition would move and its order be lost. `keep_days` is how long a topic
    holds events. `session_ms` after its last sign of life a consumer's partitions go to others.
    """

    url: str
    prefix: str = ""
    partitions: int = 12
    keep_days: int = 400
    session_ms: int = 45_000
    request_ms: int = 10_000
    delivery_ms: int = 10_000
    security: Security | None = None

    @property
    def servers(self) -> list[str]:
        """The bootstrap servers as host:port."""
        return urlsplit(self.url).netloc.split(",")

    @property
    def connection(self) -> dict[str, Any]:
        """What every client is told of the brokers."""
        return {"bootstrap_servers": self.servers} | (
            self.security.options() if self.security else {}
        )

    def topic(self, name: str) -> str:
        """The topic's name on the cluster."""
        return f"{self.prefix}{name}"

    def group(self, consumer: str) -> str:
        """The consumer group of a consumer."""
        return f"{self.prefix}{consumer}"
