"""Where the matching service listens: snapshots come in, ranked lists go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.context import now
from events.envelope import Event
from events.measures import RANKING
from events.outbox import record
from matching import store, tables
from matching.incremental import entered, firm_query, programme_query
from matching.indexing import index
from matching.keeping import keep_all
from matching.kinds import for_need
from matching.memory import Found, Memory, is_training
from matching.pipeline import rank
from matching.project import need_is_open
from matching.results import Ranking
from matching.snapshots import Need
from search.ports import SearchEngine

ORGANIZATIONS = tuple(
    f"organization.{what}"
    for what in (
        "created", "updated", "submitted", "verified",
        "returned", "rejected", "suspended", "claimed",
    )
)  # fmt: skip
RANKED = ("need.published", "need.revised", "need.reinstated")
"""After these a need that is open gets a new list."""
OVER = tuple(f"need.{how}" for how in ("closed", "awarded", "completed", "cancelled", "suspended"))
NEEDS = (*RANKED, *OVER)
OTHERS = ("profile.updated", "award.recorded", "service.published", "service.withdrawn")
REQUEST = "match.requested"


@dataclass(slots=True)
class Prepared:
    """What was computed outside the transaction, and from which state of the tables.

    `mark` is the last change then known, `candidates` the last one of a candidate; `overtaken` if
    another worker has changed a candidate since. `entered` are the needs to rank again, by
    candidate; `kept` those that the batch itself brought; `fresh` the organisations of which it
    told something new.
    """

    mark: int
    candidates: int
    rankings: dict[str, Ranking] = field(default_factory=dict)
    entered: dict[str, set[str]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    overtaken: bool = False
    elsewhere: set[str] | None = None


class Matching:
    """The consumer's two halves over one engine and one state in memory."""

    def __init__(self, engine: SearchEngine, memory: Memory) -> None:
        self.engine = engine
        self.memory = memory

    def prepare(self, session: Session, events: Sequence[Event]) -> Prepared:
        """Index what the events tell, rank the needs they call for, find lists to make again."""
        with self.memory.lock:
            mark = self.memory.refresh(session)
            prepared = Prepared(mark, store.last_candidate_change(session))
            found = Found(session, events)
            self.memory.absorb(found)
            index(self.engine, found, events)
            moment = now(session)
            for need in wanted(session, events, mark):
                prepared.rankings[need.id] = self._rank(need, moment)
            self._enter(session, found, prepared, moment)
            return prepared

    def _rank(self, need: Need, moment: datetime) -> Ranking:
        with RANKING.labels(need.kind).time():
            return rank(for_need(need.kind), need, self.memory.state, self.engine, moment)

    def _enter(self, session: Session, found: Found, prepared: Prepared, moment: datetime) -> None:
        state, engine = self.memory.state, self.engine
        queries = [(f.id, firm_query(f)) for f in found.organizations]
        queries += [(p.id, programme_query(p)) for p in found.programmes if p.open]
        listed = store.listed_on(session, [candidate for candidate, _ in queries])
        for candidate, query in queries:
            needs = entered(session, state, engine, query, candidate, moment)
            prepared.entered[candidate] = needs | listed[candidate]

    def begin(self, session: Session, events: Sequence[Event], prepared: Prepared) -> None:
        """Keep what the batch tells of organisations and awards."""
        if any(event.type != REQUEST for event in events):
            store.tick(session)
        prepared.overtaken = store.last_candidate_change(session) > prepared.candidates
        prepared.fresh = keep_all(session, events)

    def apply(self, session: Session, event: Event, prepared: Prepared) -> None:
        """Keep the snapshot; record the list, or ask for those that the change may enter."""
        if event.type in NEEDS:
            keep_need(session, event)
            prepared.kept.add(event.data["id"])
        if event.type in (*RANKED, REQUEST):
            finish(session, event.data.get("need") or event.data["id"], prepared)
        elif event.type not in NEEDS:
            keep_candidate(session, event, prepared)


def consumers(engine: SearchEngine, memory: Memory | None = None) -> list[Consumer]:
    """The service's one listener. `engine` must hold the indexes of `matching.indexes.INDEXES`."""
    matching = Matching(engine, memory or Memory())
    return [
        Consumer(
            name="matching",
            types=frozenset((*ORGANIZATIONS, *NEEDS, *OTHERS, REQUEST)),
            prepare=matching.prepare,
            begin=matching.begin,
            apply=matching.apply,
            snapshot=True,
            batch=500,
            heavy=frozenset((*RANKED, REQUEST)),
        )
    ]


def wanted(session: Session, events: Sequence[Event], mark: int) -> list[Need]:
    """The open needs that the events call a list for, each as it stood last.

    A request is passed over where the newest list already knew of all changes up to now.
    """
    told = {e.data["id"]: Need.of(e.data, e.revision) for e in events if e.type in NEEDS}
    asked = {e.data["need"] for e in events if e.type == REQUEST} - set(told)
    stale = [need for need in asked if store.latest_seen(session, need)[1] < mark]
    return [
        need
        for need in (*told.values(), *store.read_needs(session, stale))
        if need.state == "published"
    ]


def keep_need(session: Session, event: Event) -> None:
    """Keep a need as it is told."""
    kind, is_open = event.data["kind"], need_is_open(event.data)
    values = {"kind": kind, "open": is_open, "need": dict(event.data)}
    store.put(session, tables.needs, event.data["id"], event.revision, **values)


def finish(session: Session, need_id: str, prepared: Prepared) -> None:
    """Record the list made for a need, unless the need has moved on since.

    Where another worker changed a candidate meanwhile, the list is asked for once more.
    """
    ranking = prepared.rankings.get(need_id)
    if ranking is None or store.open_revision(session, need_id) != ranking.need_revision:
        return
    del prepared.rankings[need_id]
    revision = store.record_run(session, ranking, prepared.mark)
    key = f"match/{need_id}"
    record(session, "match.ranked", key=key, revision=revision, data=ranking.data(revision))
    if prepared.overtaken:
        ask(session, {need_id}, "missed")


def keep_candidate(session: Session, event: Event, prepared: Prepared) -> None:
    """Ask for the lists that a new organisation, profile or programme enters, once each."""
    candidate = keep(session, event, prepared)
    if candidate is None:
        return
    needs = prepared.entered.pop(candidate, set())
    ask(session, needs, "entered")
    if prepared.elsewhere is None:
        prepared.elsewhere = store.open_needs_after(session, prepared.mark)
    ask(session, prepared.elsewhere - prepared.kept - needs, "missed")


def keep(session: Session, event: Event, prepared: Prepared) -> str | None:
    """The candidate that the event may bring onto lists, if there is one; programmes are kept."""
    data = event.data
    if is_training(event):
        kept = store.put(
            session, tables.programmes, data["id"], event.revision, programme=dict(data)
        )
        return str(data["id"]) if kept else None
    organization = str(data["organization" if event.type == "profile.updated" else "id"])
    if organization not in prepared.fresh:
        return None
    prepared.fresh.remove(organization)
    return organization


def ask(session: Session, needs: set[str], why: str) -> None:
    """Have these needs ranked again in the background."""
    for need in sorted(needs):
        key, revision = f"match-request/{need}", store.last_change(session)
        record(session, REQUEST, key=key, revision=revision, data={"need": need, "why": why})
