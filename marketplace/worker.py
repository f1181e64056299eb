"""The worker: relay, consumers and deliveries, as threads of one process or one role each."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import partial

import structlog

from events.due import sweep
from events.errors import is_transient
from events.relay import relay_once
from marketplace.mailing import send_due
from marketplace.wiring import Runtime

log = structlog.get_logger()

ROLES = ("relay", "consumers", "deliveries", "all")
POLL = 0.5
"""Seconds until the relay looks by itself; a commit in the same process wakes it at once."""


class Worker:
    """Threads for the roles asked for; `start`, then `stop`, which waits for the batch in hand.

    Without `timers`, what is due waits until `start_timers` (the demo loads its past first).
    """

    def __init__(self, runtime: Runtime, role: str = "all", *, timers: bool = True) -> None:
        self._runtime = runtime
        self._timers_go = threading.Event()
        if timers:
            self._timers_go.set()
        self._stop = threading.Event()
        self._news = threading.Event()
        self._threads = [
            threading.Thread(target=target, name=name, daemon=True)
            for name, target in self._targets(role)
        ]
        self.failed: BaseException | None = None

    def _targets(self, role: str) -> list[tuple[str, Callable[[], None]]]:
        targets: list[tuple[str, Callable[[], None]]] = []
        if role in ("relay", "all"):
            targets += [("relay", self._relay), ("timers", self._timers)]
        if role in ("deliveries", "all"):
            targets.append(("deliveries", self._deliveries))
        if role in ("consumers", "all"):
            for name, consumer in self._runtime.consumers.items():
                targets.append((name, partial(self._runtime.bus.consume, consumer, self._stop)))
        return targets

    def start(self) -> Worker:
        """Start all threads."""
        self._runtime.sessions.on_record = self._news.set
        for thread in self._threads:
            thread.start()
        return self

    def start_timers(self) -> None:
        """Let what is due fire from now on."""
        self._timers_go.set()

    def stop(self, timeout: float = 20) -> None:
        """Let each thread finish what it has in hand."""
        self._stop.set()
        self._news.set()
        self._runtime.bus.wake()
        for thread in self._threads:
            thread.join(timeout)

    def _relay(self) -> None:
        while not self._stop.is_set():
            self._news.wait(POLL)
            self._news.clear()
            while self._attempt(lambda: relay_once(self._runtime.sessions, self._runtime.bus)):
                pass

    def _timers(self) -> None:
        while not self._stop.wait(1):
            if self._timers_go.is_set():
                self._attempt(lambda: sweep(self._runtime.sessions, self._runtime.fires))

    def _deliveries(self) -> None:
        while not self._stop.wait(1):
            self._attempt(lambda: send_due(self._runtime.sessions, self._runtime.ports.mail))

    def _attempt(self, work: Callable[[], int]) -> int:
        try:
            return 0 if self._stop.is_set() else work()
        except Exception as error:
            if not is_transient(error):
                raise
            log.warning("trying again", thread=threading.current_thread().name, error=str(error))
            self._stop.wait(1)
            return 0


def run_until_signalled(worker: Worker) -> None:
    """Run until SIGTERM or SIGINT, then stop gracefully."""
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    worker.start()
    done.wait()
    worker.stop()
