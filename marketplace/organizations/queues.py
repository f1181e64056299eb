"""The staff's queues: each slice that has one registers it, and all stand as tabs side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from marketplace.i18n import N_
from marketplace.organizations import claims, queries, reports
from marketplace.policy import Actor


@dataclass(frozen=True, slots=True)
class Queue:
    """`label` takes how many wait as `n`; a lower `place` comes first."""

    part: str
    label: str
    path: str
    count: Callable[[Session, Actor], int]
    place: int


_queues: dict[str, Queue] = {}


def gives_queue(queue: Queue) -> None:
    """Register a queue."""
    _queues[queue.part] = queue


def tabs(session: Session, actor: Actor, part: str) -> list[tuple[str, str, bool]]:
    """(words, path, whether it is this one) of each queue."""
    found = sorted(_queues.values(), key=lambda queue: queue.place)
    return [
        (gettext(one.label, n=one.count(session, actor)), one.path, one.part == part)
        for one in found
    ]


def _submitted(session: Session, actor: Actor) -> int:
    return queries.to_review(session, actor, ("submitted",), 1, 0)[1]


def _claimed(session: Session, actor: Actor) -> int:
    return claims.claims(session, actor, "open", 1, 0)[1]


def _reported(session: Session, actor: Actor) -> int:
    return reports.reports(session, actor, "open", 1, 0)[1]


gives_queue(Queue("organizations", N_("Organisations (%(n)s)"), "/review", _submitted, 10))
gives_queue(Queue("claims", N_("Claims (%(n)s)"), "/review/claims", _claimed, 20))
gives_queue(Queue("reports", N_("Reports (%(n)s)"), "/review/reports", _reported, 40))
