"""The worker: relay, consumers and deliveries, as threads of one process or one role each."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import partial

import structlog

from events.due import sweep
from events.patience import Patience
from events.registry import register
from events.relay import relay_once
from marketplace.housekeeping import Housekeeper
from marketplace.mailing import send_due
from marketplace.wiring import Runtime

log = structlog.get_logger()

ROLES = ("relay", "consumers", "deliveries", "all")
POLL = 0.2
"""Seconds until the relay looks by itself; whoever records an event rings for it at once."""

Work = Callable[[], int]


class Worker:
    """Threads for the roles asked for; `start`, then `stop`, which waits for the batch in hand.

    A thread that meets a fault of ours ends the whole worker: `wait` returns, `failed` says why.
    Without `timers`, what is due waits until `start_timers` (the demo loads its past first).
    """

    def __init__(self, runtime: Runtime, role: str = "all", *, timers: bool = True) -> None:
        self._runtime = runtime
        self._timers_go = threading.Event()
        if timers:
            self._timers_go.set()
        self._stop = threading.Event()
        self._housekeeper = Housekeeper(runtime, role)
        self._threads = [
            threading.Thread(target=self._guarded, args=(target,), name=name, daemon=True)
            for name, target in self._targets(role)
        ]
        self.failed: BaseException | None = None

    def _targets(self, role: str) -> list[tuple[str, Callable[[], None]]]:
        sessions, ports = self._runtime.sessions, self._runtime.ports
        targets = [("housekeeping", self._every(1, self._housekeeper.tidy))]
        if role in ("relay", "all"):
            targets += [("relay", self._relay), ("timers", self._every(1, self._timers))]
        if role in ("deliveries", "all"):
            targets.append(("deliveries", self._every(1, lambda: send_due(sessions, ports.mail))))
        if role in ("consumers", "all"):
            for name, consumer in self._runtime.consumers.items():
                targets.append((name, partial(self._runtime.bus.consume, consumer, self._stop)))
        return targets

    def start(self) -> Worker:
        """Register all consumers, then start all threads."""
        patience = Patience(self._stop)
        for consumer in self._runtime.consumers.values():
            patience.until_done(partial(register, self._runtime.sessions, consumer))
        for thread in self._threads:
            thread.start()
        return self

    def start_timers(self) -> None:
        """Let what is due fire from now on."""
        self._timers_go.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Until the worker is asked to stop, or a thread failed; True if so."""
        return self._stop.wait(timeout)

    def ask_to_stop(self) -> None:
        """Begin to stop."""
        self._stop.set()

    def stop(self, timeout: float = 20) -> None:
        """Let each thread finish what it has in hand."""
        self.ask_to_stop()
        self._runtime.bus.wake()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(timeout)
        try:
            self._housekeeper.leave()
        except Exception as error:  # noqa: BLE001 - silence after a while says the same
            log.info("could not sign off", error=str(error))

    def _guarded(self, target: Callable[[], None]) -> None:
        try:
            target()
        except BaseException as error:
            log.exception("thread failed", thread=threading.current_thread().name)
            self.failed = error
            self.ask_to_stop()

    def _relay(self) -> None:
        """Begins to listen before it looks, so that no ring falls in between."""
        patience, wait = Patience(self._stop), self._runtime.bell.wait
        patience.attempt(lambda: wait(0))
        while not self._stop.is_set():
            while not self._stop.is_set() and patience.attempt(self._relay_once):
                pass
            patience.attempt(lambda: wait(POLL))

    def _relay_once(self) -> int:
        return relay_once(self._runtime.sessions, self._runtime.bus)

    def _timers(self) -> int:
        ready = self._timers_go.is_set()
        return sweep(self._runtime.sessions, self._runtime.fires) if ready else 0

    def _every(self, seconds: float, work: Work) -> Callable[[], None]:
        def run() -> None:
            patience = Patience(self._stop)
            while not self._stop.is_set():
                if not patience.attempt(work):
                    self._stop.wait(seconds)

        return run


def run_until_signalled(worker: Worker) -> int:
    """Run until SIGTERM or SIGINT, then stop gracefully; 1 if a thread failed, else 0."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.append(number))
    worker.start()
    # A handler may interrupt the wait itself, so it takes no lock: it only leaves a note.
    while not (asked or worker.wait(0.2)):
        pass
    worker.stop()
    return 1 if worker.failed else 0
