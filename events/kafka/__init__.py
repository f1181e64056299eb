"""A bus on Apache Kafka: topics partitioned by key, one consumer group a consumer."""

from events.kafka.bus import KafkaBus
from events.kafka.config import KafkaConfig

__all__ = ["KafkaBus", "KafkaConfig"]
