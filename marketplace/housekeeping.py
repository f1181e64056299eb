"""What a worker does beside events: signs of life, marks, pruning, retries that were asked for."""

from __future__ import annotations

import platform
import time
from datetime import timedelta

from sqlalchemy import delete

from events import pulse
from events.context import now
from events.deadletters import retry_asked
from events.lag import settle
from events.prune import prune
from marketplace.idempotency import KEPT, Answer
from marketplace.limits import Hit
from marketplace.operations.reindexing import run_asked
from marketplace.wiring import Runtime

PRUNE_EVERY = 3600.0


class Housekeeper:
    """One worker's; `role` is "relay", "consumers", "deliveries" or "all"."""

    def __init__(self, runtime: Runtime, role: str) -> None:
        self._runtime = runtime
        self._role = role
        with runtime.sessions.read() as session:
            self._id: str = session.info["ids"].new()
        self._beat_at = self._prune_at = 0.0

    def tidy(self) -> int:
        """Do what is due; returns how many dead letters went through."""
        moment = time.monotonic()
        if moment >= self._beat_at:
            self._beat_at = moment + pulse.EVERY
            self._beat()
        if self._role in ("relay", "all") and moment >= self._prune_at:
            self._prune_at = moment + PRUNE_EVERY
            self._prune()
        if self._role in ("consumers", "all"):
            return self._asked()
        return 0

    def _asked(self) -> int:
        from marketplace.recovery import reindex

        sessions = self._runtime.sessions
        run_asked(sessions, lambda index: reindex(self._runtime, index))
        return retry_asked(sessions, self._runtime.consumers)

    def leave(self) -> None:
        """Take the worker off the list of those alive."""
        with self._runtime.sessions.write() as session:
            pulse.leave(session, self._id)

    def _beat(self) -> None:
        with self._runtime.sessions.write() as session:
            pulse.beat(session, self._id, self._role, platform.node())
            if self._role in ("relay", "all"):
                for consumer in self._runtime.consumers.values():
                    settle(session, consumer)

    def _prune(self) -> None:
        kept = timedelta(days=int(self._runtime.settings.keep_days))
        with self._runtime.sessions.write() as session:
            session.execute(delete(Answer).where(Answer.created_at < now(session) - KEPT))
            session.execute(delete(Hit).where(Hit.until < now(session)))
            prune(session, now(session) - kept, self._runtime.consumers.values())
            self._runtime.prune_lists(session)
