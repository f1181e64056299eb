"""Deals and ledger hear of an event at its moment in the story, not when a worker comes to it.

Their listeners do a thing once however often they are told, so the worker, which tells them again
later, finds it done. Without this a deal of last year would open today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.envelope import Event
from events.outbox import from_row
from events.tables import outbox
from marketplace.deals.opening import open_deal
from marketplace.outcomes import consumers as ledger

Hear = Callable[[Session, Event], None]


def _ledger(session: Session, event: Event) -> None:
    ledger.apply(session, event, None)


HEAR: Mapping[str, Hear] = {
    "award.final": open_deal,
    **dict.fromkeys((*ledger.PAID, *ledger.HEARD, *ledger.CLAIMED), _ledger),
}


class Hearing:
    """Goes through the outbox from where it is when the loading begins."""

    def __init__(self) -> None:
        self._kept = self._last = 0

    def begin(self, session: Session) -> None:
        """What is there already was heard before."""
        self._kept = self._last = session.scalar(select(func.max(outbox.c.id))) or 0

    def catch_up(self, session: Session) -> None:
        """Let those who listen hear what was recorded since, and what comes of that."""
        wanted = select(outbox).where(outbox.c.type.in_(list(HEAR))).order_by(outbox.c.id)
        while rows := session.execute(wanted.where(outbox.c.id > self._last)).all():
            for row in rows:
                HEAR[row.type](session, from_row(row))
            self._last = rows[-1].id
            session.flush()

    def after(self, session: Session, do: Callable[[Session], None]) -> None:
        """Do a step, then let them hear of it if it told anything."""
        before = session.info.pop("recorded", False)
        do(session)
        session.flush()
        told = session.info.get("recorded", False)
        if told:
            self.catch_up(session)
        session.info["recorded"] = before or told

    def keep(self) -> None:
        """The transaction committed."""
        self._kept = self._last

    def forget(self) -> None:
        """It did not: what was heard in it is to be heard again."""
        self._last = self._kept
