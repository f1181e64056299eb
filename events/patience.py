"""Trying again, ever slower, while something outside is away."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

from events.errors import is_transient

log = structlog.get_logger()

SHORTEST, LONGEST = 0.1, 10.0
"""Seconds between two tries; the pause doubles until something succeeds."""


class Patience:
    """For one loop that runs until `stop` is set; anything but a transient fault goes through."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._pause = SHORTEST

    def attempt(self, work: Callable[[], int | None]) -> int | None:
        """What the work returns; None, after a pause, where it met a transient fault."""
        try:
            result = work()
        except Exception as error:
            if not is_transient(error):
                raise
            self.wait(error)
            return None
        self.reset()
        return result

    def until_done(self, work: Callable[[], None]) -> None:
        """Do the work, as often as it takes or until the stop."""
        done = False

        def once() -> int:
            work()
            return 1

        while not (done or self._stop.is_set()):
            done = self.attempt(once) is not None

    def reset(self) -> None:
        """Begin again with the shortest pause."""
        self._pause = SHORTEST

    def wait(self, error: BaseException) -> None:
        """Pause after a transient fault, twice as long as the last time."""
        log.warning("waiting", seconds=self._pause, error=f"{type(error).__name__}: {error}"[:300])
        self._stop.wait(self._pause)
        self._pause = min(self._pause * 2, LONGEST)
