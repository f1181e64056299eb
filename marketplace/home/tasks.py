"""What needs somebody today: slices register what they ask of whom; home shows it by deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.policy import Actor


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `due` is a day, a moment, or None; texts are in the reader's language."""

    title: str
    text: str
    href: str
    act: str
    due: date | datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A section of a home: `template` is included with `facts` as `block.facts`.

    `rail` puts it beside the tasks; lower `place` comes first.
    """

    title: str
    template: str
    facts: dict[str, Any] = field(default_factory=dict)
    rail: bool = False
    place: int = 50


Tasks = Callable[[Session, Actor], Iterable[Task]]
Blocks = Callable[[Session, Actor], Iterable[Block]]

_tasks: list[Tasks] = []
_blocks: list[Blocks] = []


def gives_tasks(source: Tasks) -> Tasks:
    """Register who knows of tasks; a decorator."""
    _tasks.append(source)
    return source


def gives_blocks(source: Blocks) -> Blocks:
    """Register who has a section for homes; a decorator."""
    _blocks.append(source)
    return source


def tasks_of(session: Session, actor: Actor, limit: int = 12) -> list[Task]:
    """What the actor has to do, the earliest deadline first, what has none last."""
    found = [task for source in _tasks for task in source(session, actor)]
    return sorted(found, key=lambda task: (task.due is None, str(task.due)))[:limit]


def blocks_of(session: Session, actor: Actor) -> tuple[list[Block], list[Block]]:
    """The sections of the actor's home and those of its rail, in order."""
    found = sorted(
        (block for source in _blocks for block in source(session, actor)),
        key=lambda block: block.place,
    )
    return [b for b in found if not b.rail], [b for b in found if b.rail]
