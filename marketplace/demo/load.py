"""Loads the demonstration world: in order of time, with progress, going on where it was stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.due import sweep
from events.patience import Patience
from marketplace.db import SessionFactory
from marketplace.demo.hearing import Hearing
from marketplace.demo.history import load_awards
from marketplace.demo.plan import WorldPlan
from marketplace.demo.steps import Cast, Step
from marketplace.demo.story import steps
from marketplace.demo.tender_steps import is_ranked, look
from marketplace.needs.models import Counter
from marketplace.secrets import secret_key
from marketplace.wiring import Runtime

CHUNK = 20
"""Steps in one transaction: short enough that a person's click waits for none of them."""
SPAN = timedelta(days=4)
"""Story time in one transaction: what is due in it fires before, so it must not be long."""
DUE = 100
"""What one sweep fires at most."""
QUIET = 60
"""Seconds without a new list after which no more are awaited."""
PLACE = "demo"
"""The counter that says how many steps are done; it commits with them."""


@dataclass(slots=True)
class Progress:
    """How far the loading is; `total` is 0 until it is known."""

    done: int = 0
    total: int = 0
    finished: bool = False


class StoryClock:
    """The moment that the story is at."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class Loader:
    """Does the plan's steps on the runtime's database, under a clock of its own."""

    def __init__(self, runtime: Runtime, plan: WorldPlan, password_hash: str) -> None:
        self._runtime = runtime
        self._clock = StoryClock(datetime.now(UTC))
        self._sessions = SessionFactory(
            runtime.sessions.engine, self._clock, settings=runtime.settings
        )
        self._sessions.on_record = runtime.sessions.on_record
        self._plan = plan
        self._cast = Cast(password_hash, runtime.ports.files, secret_key(runtime.settings))
        self._hearing = Hearing()
        self.progress = Progress()

    def run(self, stop: threading.Event | None = None) -> None:
        """Do what is not done yet; returns early once `stop` is set."""
        patience = Patience(stop or threading.Event())
        whole = list(steps(self._plan, self._cast))
        with self._sessions.read() as session:
            start = _done(session)
            self._hearing.begin(session)
        self.progress.total, self.progress.done = len(whole), start
        for chunk in _chunks(whole[start:]):
            if stop is not None and stop.is_set():
                return
            patience.until_done(partial(self._do, chunk))
        patience.until_done(partial(load_awards, self._sessions, self._plan))
        self.progress.finished = True

    def look(self, stop: threading.Event) -> None:
        """Let buyers open their lists as these are ranked, until nothing comes for a while."""
        waiting = [tender.need for tender in self._plan.tenders]
        quiet = 0
        while waiting and quiet < QUIET and not stop.wait(1.0):
            with self._sessions.read() as session:
                ready = [one for one in waiting if is_ranked(session, one)]
            for need in ready:
                with self._sessions.write() as session:
                    look(session, need)
                waiting.remove(need)
            quiet = 0 if ready else quiet + 1

    def _do(self, chunk: Sequence[Step]) -> None:
        """Deadlines that lie before the chunk fire first, at their moment in the story."""
        self._clock.moment = chunk[0].at
        while sweep(self._sessions, self._runtime.fires, DUE) == DUE:
            continue
        try:
            self._write(chunk)
        except BaseException:
            self._hearing.forget()
            self._cast.forget()
            raise
        self._hearing.keep()
        self.progress.done += len(chunk)

    def _write(self, chunk: Sequence[Step]) -> None:
        with self._sessions.write() as session:
            self._hearing.catch_up(session)
            for step in chunk:
                self._clock.moment = step.at
                self._hearing.after(session, step.do)
            session.merge(Counter(name=PLACE, value=self.progress.done + len(chunk)))


def _done(session: Session) -> int:
    return session.scalar(select(Counter.value).where(Counter.name == PLACE)) or 0


def _chunks(whole: Sequence[Step]) -> Iterator[list[Step]]:
    chunk: list[Step] = []
    for step in whole:
        if chunk and (len(chunk) == CHUNK or step.at - chunk[0].at > SPAN):
            yield chunk
            chunk = []
        chunk.append(step)
    if chunk:
        yield chunk
