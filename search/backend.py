"""What `answer` asks of an engine, and what it passes around: rows, questions, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from search.cursor import Part, Position
from search.documents import IndexSpec
from search.plan import Unit
from search.query import Query, Sort
from search.where import Where

RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Row:
    """A document that a backend found; `number` is its value of the sort field, if it has one."""

    id: str
    tie: int
    number: float | None
    texts: Mapping[str, str]
    payload: Callable[[], Mapping[str, Any]]


Facet = tuple[tuple[str, int], ...]


class Backend(Protocol):
    """What an engine must be able to do for `answer`; all orders end with the tie, ascending."""

    def measure(
        self, counts: Sequence[Where], facets: Sequence[tuple[str, Where]]
    ) -> tuple[list[int], list[Facet]]:
        """Exact counts of documents, and of each value of token fields, most frequent first."""

    def fetch(self, where: Where, sort: Sort | None, limit: int) -> list[Row]:
        """The first documents by a number field (those without it last), or by tie alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query read for one index: what selects, in which order, from where on."""

    spec: IndexSpec
    query: Query
    plan: tuple[Unit, ...]
    selected: Where
    after: Position | None

    @property
    def ranked(self) -> bool:
        return bool(self.plan) and self.query.sort.field == RELEVANCE

    def position(self, part: Part, value: float | None, tie: int) -> Position:
        return Position(part, value, tie, tuple(unit.typos for unit in self.plan))


Found = tuple[Sequence[tuple[float, Row]], Position | None]
"""Scored rows of a page, and where it ended if more follow."""
