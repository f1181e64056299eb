"""What every engine must keep up while it is rebuilt, written to and read from all at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from search.documents import Document
from search.ports import SearchEngine, SearchUnavailable
from search.query import CandidateQuery, Query
from tests.contract.search.corpus import DOCUMENTS, SPEC
from tests.contract.search.writing import document, found


class ServingContract:
    """`engine` is one that holds nothing."""

    def test_no_change_is_lost_to_rebuilds(self, engine: SearchEngine) -> None:
        """A writer that tries again, as a consumer does, beside two rebuilds from old data."""
        last: dict[str, int] = {}
        rebuilt = threading.Event()

        def write() -> None:
            revision = 1
            while not rebuilt.is_set() or revision < 5:
                for id in ("a", "b", "c"):
                    _retried(lambda: engine.upsert("needs", [document(revision, id=id)]))  # noqa: B023
                    last[id] = revision
                revision += 1

        def source() -> Iterator[Document]:
            for id in ("a", "b", "c", "d"):
                time.sleep(0.03)
                yield document(1, id=id)

        writer = _start(write)
        try:
            for _ in range(2):
                engine.rebuild(SPEC, source())
        finally:
            rebuilt.set()
        writer()
        assert found(engine) == {**last, "d": 1}

    def test_searches_are_answered_throughout_a_rebuild(self, engine: SearchEngine) -> None:
        engine.rebuild(SPEC, DOCUMENTS)
        done = threading.Event()
        answers: list[tuple[int, int]] = []

        def read() -> None:
            while not done.is_set() or len(answers) < 3:
                page = engine.search("needs", Query("welding"))
                answers.append((page.total, len(engine.candidates("needs", CandidateQuery(())))))

        reader = _start(read)
        try:
            for _ in range(2):
                engine.rebuild(SPEC, DOCUMENTS)
        finally:
            done.set()
        reader()
        assert set(answers) == {(4, len(DOCUMENTS))}


def _retried(call: Callable[[], None], tries: int = 500) -> None:
    for left in reversed(range(tries)):
        try:
            call()
        except SearchUnavailable:
            if not left:
                raise
            time.sleep(0.01)
        else:
            return


def _start(work: Callable[[], None]) -> Callable[[], None]:
    """Runs work in a thread; the result waits for its end and raises what it raised."""
    raised: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again by the waiting thread
            raised.append(error)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()

    def wait() -> None:
        thread.join(60)
        assert not thread.is_alive()
        if raised:
            raise raised[0]

    return wait
