"""Each worker's state in memory, kept up with the tables and with the events in hand."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from events.envelope import Event
from matching import store
from matching.project import organization_of, visible
from matching.snapshots import Award, Organization, Programme
from matching.state import State

T = TypeVar("T")
CHUNK = 5_000
"""Rows that are read and taken in at once."""


class Memory:
    """A state and the number of the last change that is in it. Use one per process, locked."""

    def __init__(self) -> None:
        self.state = State()
        self.lock = threading.RLock()
        self.mark = -1

    def refresh(self, session: Session) -> int:
        """Take in what was committed since the last time; returns the last change now known."""
        with self.lock:
            last = store.last_change(session)
            if last > self.mark:
                for firms in in_chunks(store.read_organizations(session, after=self.mark)):
                    self.state.put_organizations(firms)
                for awards in in_chunks(store.read_awards(session, self.mark)):
                    self.state.add_awards(awards)
                for programme in store.read_programmes(session, self.mark):
                    self.state.put_programme(programme)
                self.mark = last
            return self.mark

    def absorb(self, found: Found) -> None:
        """Take in what events tell before it is committed; the same again changes nothing."""
        with self.lock:
            self.state.put_organizations(found.organizations)
            self.state.add_awards(found.awards)
            for programme in found.programmes:
                self.state.put_programme(programme)


def in_chunks(found: Iterable[T]) -> Iterator[list[T]]:
    """The same in lists of CHUNK at most."""
    left = iter(found)
    while some := list(islice(left, CHUNK)):
        yield some


class Found:
    """What a batch of events tells, as values: the last word on each subject."""

    def __init__(self, session: Session, events: Sequence[Event]) -> None:
        self.awards = [Award.of(e.data) for e in events if e.type == "award.recorded"]
        self.programmes = [programme_of(e) for e in events if is_training(e)]
        self.organizations = merged(session, events)


def is_training(event: Event) -> bool:
    """True for events about training programmes; other services are not matched."""
    return event.type.startswith("service.") and event.data["kind"] == "training"


def programme_of(event: Event) -> Programme:
    """The programme that an event tells of."""
    return Programme.of(event.data, event.revision)


def merged(session: Session, events: Sequence[Event]) -> list[Organization]:
    """Organisations as they stand after the events: stored halves, overruled by newer ones."""
    halves: dict[str, dict[str, Event]] = {}
    for event in events:
        if event.type.startswith("organization."):
            halves.setdefault(event.data["id"], {})["organization"] = event
        elif event.type == "profile.updated":
            halves.setdefault(event.data["organization"], {})["profile"] = event
    stored = store.organization_rows(session, list(halves))
    return [_merge(identifier, stored.get(identifier), own) for identifier, own in halves.items()]


def _merge(
    identifier: str, stored: Mapping[str, Any] | None, own: Mapping[str, Event]
) -> Organization:
    row = dict(stored or {"organization": {}, "profile": None, "revision": 0})
    row.setdefault("profile_revision", 0)
    told, profile = own.get("organization"), own.get("profile")
    if told and told.revision > row["revision"]:
        row |= {"organization": told.data, "revision": told.revision}
    if profile and profile.revision > row["profile_revision"]:
        row |= {"profile": visible(profile.data), "profile_revision": profile.revision}
    revision = row["revision"] + row["profile_revision"]
    return organization_of(identifier, row["organization"], row["profile"], revision)
