"""The matching service alone: its tables, its consumer, an engine in memory, and events to tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, select

from events import catalogue
from events.deliver import deliver
from events.envelope import Event
from events.outbox import from_row
from events.tables import metadata as kernel
from events.tables import outbox
from marketplace.db import SessionFactory, engine_for
from matching import tables
from matching.consumers import REQUEST, consumers
from tests.support.clock import FixedClock
from tests.support.memory_engine import MemoryEngine

SKOPJE = {"municipality": "MK-801", "region": "Skopje", "lat": 41.99, "lon": 21.43}
TETOVO = {"municipality": "MK-609", "region": "Polog", "lat": 42.01, "lon": 20.97}


class Scene:
    """A store on which events are told one after the other; lists asked for are made at once."""

    def __init__(self, url: str, engine: Any = None) -> None:
        self.database: Engine = engine_for(url)
        kernel.create_all(self.database)
        tables.metadata.create_all(self.database)
        self.clock = FixedClock()
        self.sessions = SessionFactory(self.database, self.clock)
        self.index = engine or MemoryEngine()
        self.consumer = consumers(self.index)[0]
        self._told = 0
        self._revisions: dict[str, int] = {}

    def close(self) -> None:
        tables.metadata.drop_all(self.database)
        kernel.drop_all(self.database)
        self.database.dispose()

    def event(self, type_: str, key: str, **changes: Any) -> Event:
        """The catalogue's sample with changes, as the next revision of the key."""
        kind = catalogue.get(type_)
        data = {**kind.sample, **changes}
        kind.check(data)
        self._told += 1
        self._revisions[key] = self._revisions.get(key, 0) + 1
        return Event(
            id=f"event-{self._told}",
            type=type_,
            version=1,
            source="test",
            topic=kind.topic,
            key=key,
            revision=self._revisions[key],
            time=self.clock.now(),
            data=data,
        )

    def tell(self, *events: Event) -> None:
        """Deliver events in one batch, then every list that this asks for."""
        before = len(self.recorded(REQUEST))
        deliver(self.sessions, self.consumer, events)
        asked = self.recorded(REQUEST)[before:]
        if asked:
            self.tell(*asked)

    def recorded(self, type_: str) -> list[Event]:
        """Events of a type that the service has recorded."""
        with self.sessions.read() as session:
            rows = session.execute(
                select(outbox).where(outbox.c.type == type_).order_by(outbox.c.id)
            )
            return [from_row(row) for row in rows]

    def shortlist(self, need: str = "need-1") -> Mapping[str, Any]:
        """The data of the need's newest list."""
        found = [e.data for e in self.recorded("match.ranked") if e.data["need"] == need]
        return found[-1]

    def order(self, need: str = "need-1") -> list[str]:
        """The organisations of the newest list."""
        return [entry["organization"] for entry in self.shortlist(need)["entries"]]

    def need(self, id_: str = "need-1", type_: str = "need.published", **changes: Any) -> Event:
        base = {"id": id_, "organization": "buyer", "place": {**SKOPJE, "radius_km": 60}}
        return self.event(type_, f"need/{id_}", **base | changes)

    def organization(self, id_: str, type_: str = "organization.verified", **changes: Any) -> Event:
        base = {"id": id_, "name": f"{id_} DOO", "place": SKOPJE}
        return self.event(type_, f"organization/{id_}", **base | changes)

    def profile(self, id_: str, **changes: Any) -> Event:
        held = [{"scheme": "ISO 9001", "valid_to": "2029-01-01"}]
        makes = {"text": "Stamping of steel brackets", "cpv": "44316500-3"}
        able = [makes | {"capacity": 90000, "unit": "piece", "free_share": 0.5}]
        base = {
            "organization": id_, "summary": None, "certificates": held, "capabilities": able,
        }  # fmt: skip
        return self.event("profile.updated", f"profile/{id_}", **base | changes)

    def award(self, id_: str, supplier: str, title: str, **changes: Any) -> Event:
        base = {
            "id": id_, "supplier": supplier, "supplier_name": f"{supplier} DOO", "title": title,
            "buyer": "other", "buyer_name": "Other buyer", "date": "2026-10-01",
        }  # fmt: skip
        return self.event("award.recorded", f"award/{id_}", **base | changes)

    def programme(self, id_: str, **changes: Any) -> Event:
        base = {"id": id_, "organization": "school", "place": SKOPJE}
        return self.event("service.published", f"service/{id_}", **base | changes)

    def firm(self, id_: str, **profile: Any) -> tuple[Event, Event]:
        """A verified organisation with a profile."""
        return self.organization(id_), self.profile(id_, **profile)
