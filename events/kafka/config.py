"""Where the broker is, and how topics and groups are named and made."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


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

    @property
    def servers(self) -> list[str]:
        """The bootstrap servers as host:port."""
        return urlsplit(self.url).netloc.split(",")

    def topic(self, name: str) -> str:
        """The topic's name on the cluster."""
        return f"{self.prefix}{name}"

    def group(self, consumer: str) -> str:
        """The consumer group of a consumer."""
        return f"{self.prefix}{consumer}"
