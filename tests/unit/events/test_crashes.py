"""Outbox, relay and delivery with crashes between any two steps, against a simple model."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy.orm import Session

from events import deadletters
from events.consumers import Consumer
from events.deliver import deliver
from events.envelope import Event
from events.relay import relay_once
from tests.support.kernel import Kernel, assert_once_in_order, counting
from tests.support.recording_bus import RecordingBus

KEYS = st.sampled_from(["a", "b", "c"])
NAMES = ("one", "two")


class Crash(BaseException):
    """The process dies here."""


class Log(RecordingBus):
    """A broker's topic: keeps what was sent, even if the sender died before it heard of it."""

    crash = False

    def publish(self, events: Sequence[Event]) -> Mapping[str, Exception | None]:
        outcome = super().publish(events)
        if self.crash:
            raise Crash
        return outcome


class Crashes(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.kernel = Kernel(f"sqlite:///{Path(self.folder.name) / 'kernel.sqlite3'}")
        self.log = Log()
        self.offsets: dict[str, int] = defaultdict(int)
        self.wanted: list[str] = []
        self.poison: set[str] = set()
        self.dies_at: str | None = None
        self.consumers = {name: counting(name, self._meet) for name in NAMES}

    def _meet(self, session: Session, event: Event) -> None:
        if event.key == self.dies_at:
            raise Crash
        if event.key in self.poison:
            raise ValueError("poison")

    @rule(keys=st.lists(KEYS, min_size=1, max_size=4), fails=st.booleans())
    def write(self, keys: list[str], fails: bool) -> None:
        before = dict(self.kernel._revisions)
        try:
            with self.kernel.sessions.write() as session:
                ids = [self.kernel.record(session, key) for key in keys]
                if fails:
                    raise Crash
        except Crash:
            self.kernel._revisions.clear()
            self.kernel._revisions.update(before)
        else:
            self.wanted += ids

    @rule(crash=st.booleans(), limit=st.integers(1, 5))
    def relay(self, crash: bool, limit: int) -> None:
        self.log.crash = crash
        self._surviving(lambda: relay_once(self.kernel.sessions, self.log, limit))
        self.log.crash = False

    @rule(name=st.sampled_from(NAMES), many=st.integers(1, 5), dies_at=st.none() | KEYS)
    def consume(self, name: str, many: int, dies_at: str | None) -> None:
        self.dies_at = dies_at
        self._surviving(lambda: self._consume(self.consumers[name], many))
        self.dies_at = None

    @rule(name=st.sampled_from(NAMES), back=st.integers(1, 6))
    def deliver_again(self, name: str, back: int) -> None:
        self.offsets[name] = max(0, self.offsets[name] - back)

    @rule(key=KEYS)
    def poison_a_key(self, key: str) -> None:
        self.poison ^= {key}

    @rule(name=st.sampled_from(NAMES), key=KEYS)
    def retry(self, name: str, key: str) -> None:
        deadletters.retry(self.kernel.sessions, self.consumers[name], key)

    def _consume(self, consumer: Consumer, many: int) -> None:
        start = self.offsets[consumer.name]
        batch = self.log.published[start : start + many]
        deliver(self.kernel.sessions, consumer, batch, sleep=lambda _: None)
        self.offsets[consumer.name] = start + len(batch)

    def _surviving(self, work: Any) -> None:
        try:
            work()
        except Crash:
            return

    def teardown(self) -> None:
        if not hasattr(self, "kernel"):
            return
        self.poison.clear()
        while relay_once(self.kernel.sessions, self.log):
            pass
        for name, consumer in self.consumers.items():
            self._consume(consumer, len(self.log.published))
            for key in "abc":
                deadletters.retry(self.kernel.sessions, consumer, key)
            assert_once_in_order(self.kernel.effects(name), self.wanted)
        self.kernel.close()
        self.folder.cleanup()


TestCrashes = Crashes.TestCase
TestCrashes.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
