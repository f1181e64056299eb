"""Checking the store, and making again what can be made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from events.lag import waiting
from events.outbox import REPUBLISHED, record
from events.pulse import alive
from events.verify import Violation, violations
from marketplace.contributions import Documents, Snapshot
from marketplace.errors import DomainError
from marketplace.operations.state import outbox_state
from marketplace.wiring import Runtime
from search.documents import Document, IndexSpec

CHUNK = 200


def drain(runtime: Runtime, seconds: float) -> None:
    """Let events have their effects for at most so long; works itself where no worker does.

    A worker that was killed still looks alive for half a minute, so this is asked again.
    """
    from marketplace.worker import Worker

    workers: list[Worker] = []
    deadline = time.monotonic() + seconds
    while not _is_drained(runtime) and time.monotonic() < deadline:
        if not workers and not _is_helped(runtime):
            workers = [Worker(runtime, role).start() for role in ("relay", "consumers")]
        time.sleep(0.1)
    for worker in workers:
        worker.stop()


def _is_helped(runtime: Runtime) -> bool:
    with runtime.sessions.read() as session:
        return bool(alive(session))


def _is_drained(runtime: Runtime) -> bool:
    with runtime.sessions.read() as session:
        return not outbox_state(session).depth and not any(
            waiting(session, consumer) for consumer in runtime.consumers.values()
        )


def verify(runtime: Runtime) -> list[Violation]:
    """Everything in the store that is not as promised; see docs/operations.md for the codes."""
    with runtime.sessions.read() as session:
        found = list(violations(session, runtime.consumers.values()))
        for name, check in runtime.checks().items():
            found += [Violation(name, what) for what in check(session, runtime.ports)]
    for index, documents in runtime.documents().items():
        found += [Violation("index", what) for what in _index(runtime, index, documents)]
    return found


def _index(runtime: Runtime, index: str, documents: Documents) -> Iterator[str]:
    """Where an index differs from what its sources would make of it."""
    runtime.ports.search.refresh(index)
    held = dict(runtime.ports.search.revisions(index))
    with runtime.sessions.read() as session:
        wanted = {document.id: document.revision for document in documents(session)}
    for identifier, revision in wanted.items():
        has = held.pop(identifier, None)
        if has is None:
            yield f"{index}: {identifier} is missing"
        elif has != revision:
            yield f"{index}: {identifier} is at revision {has}, its source at {revision}"
    for identifier in held:
        yield f"{index}: {identifier} has no source"


def republish(runtime: Runtime, topic: str | None = None) -> dict[str, int]:
    """Record snapshots of everything again, of one topic or of all; how many by topic.

    Raises DomainError for a topic that has none.
    """
    sources = runtime.snapshots()
    if topic is not None and topic not in sources:
        raise DomainError(f"{topic}: no such topic; there are {', '.join(sources)}.")
    wanted = [topic] if topic else list(sources)
    return {name: _republish(runtime, sources[name]) for name in wanted}


def _republish(runtime: Runtime, source: Callable[..., Iterator[Snapshot]]) -> int:
    count = 0
    with runtime.sessions.read() as reading:
        snapshots = source(reading)
        while some := list(islice(snapshots, CHUNK)):
            with runtime.sessions.write() as session:
                for one in some:
                    record(
                        session,
                        one.type,
                        key=one.key,
                        revision=one.revision,
                        data=one.data,
                        source=REPUBLISHED,
                    )
            count += len(some)
    return count


def reindex(runtime: Runtime, index: str | None = None) -> dict[str, int]:
    """Build indexes beside the live ones and swap; how many documents by index.

    Raises DomainError for an index that is not known, SearchUnavailable while another process
    (a running worker of the embedded stack) holds the index.
    """
    sources, specs = runtime.documents(), {spec.name: spec for spec in runtime.indexes()}
    if index is not None and index not in sources:
        raise DomainError(f"{index}: no such index; there are {', '.join(sources)}.")
    return {
        name: _rebuild(runtime, specs[name], sources[name])
        for name in ([index] if index else sources)
    }


def _rebuild(runtime: Runtime, spec: IndexSpec, source: Documents) -> int:
    return runtime.ports.search.rebuild(spec, _documents(runtime, source))


def _documents(runtime: Runtime, source: Documents) -> Iterable[Document]:
    """Read in a session of its own, so that no transaction is open while the index is written."""
    with runtime.sessions.read() as session:
        yield from list(source(session))


def as_json(found: Iterable[Violation]) -> list[Mapping[str, Any]]:
    """Violations as the command prints them."""
    return [{"code": one.code, "what": one.what} for one in found]
