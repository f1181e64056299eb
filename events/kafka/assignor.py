"""Sharing partitions among a group's consumers, only once it is known which there are."""

from __future__ import annotations

from typing import Any

from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.errors import UnknownTopicOrPartitionError


class PatientAssignor(CooperativeStickyAssignor):
    """Has the group join again while the leader does not know the partitions of a topic.

    kafka-python assigns nothing of such a topic, and does not always join again once it knows
    more: the consumer would wait for ever beside a full topic.
    """

    def assign(self, cluster: Any, members: Any) -> Any:
        asked = {topic for member in members for topic in member.metadata.topics}
        unknown = sorted(topic for topic in asked if not cluster.partitions_for_topic(topic))
        if unknown:
            raise UnknownTopicOrPartitionError(f"no partitions known yet of {', '.join(unknown)}")
        return super().assign(cluster, members)
