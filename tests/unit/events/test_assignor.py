"""Partitions are shared once it is known which there are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from kafka.errors import RetriableError
from kafka.protocol.consumer.metadata import ConsumerProtocolSubscription

from events.kafka.assignor import PatientAssignor


class Cluster:
    def __init__(self, **partitions: set[int]) -> None:
        self._partitions = partitions

    def topics(self) -> list[str]:
        return list(self._partitions)

    def partitions_for_topic(self, topic: str) -> set[int] | None:
        return self._partitions.get(topic)


def member(name: str, *topics: str) -> Any:
    subscription = ConsumerProtocolSubscription(
        topics=list(topics), user_data=None, owned_partitions=[]
    )
    return SimpleNamespace(member_id=name, metadata=subscription)


def test_a_topic_whose_partitions_are_unknown_has_the_group_join_again() -> None:
    members = [member("one", "needs", "profiles")]
    with pytest.raises(RetriableError, match="profiles"):
        PatientAssignor().assign(Cluster(needs={0, 1}), members)
    with pytest.raises(RetriableError, match="needs"):
        PatientAssignor().assign(Cluster(needs=set(), profiles={0}), members)


def test_known_partitions_are_all_assigned() -> None:
    members = [member("one", "needs"), member("two", "needs")]
    found = PatientAssignor().assign(Cluster(needs={0, 1, 2, 3}), members)
    given = [partition for one in found.values() for partition in one.partitions()]
    assert sorted((p.topic, p.partition) for p in given) == [("needs", n) for n in range(4)]
