"""Lists ordered by a number field, or by nothing but the tie."""

from __future__ import annotations

from search.backend import RELEVANCE, Backend, Found, Question
from search.cursor import Position
from search.query import Sort
from search.where import All, AnyOf, Between, Has, Not, TieAfter, Where


def page(backend: Backend, question: Question, total: int) -> Found:
    query = question.query
    sort = None if query.sort.field == RELEVANCE else query.sort
    where = question.selected
    if question.after is not None:
        where = All((where, _beyond(sort, question.after)))
    rows = backend.fetch(where, sort, query.limit + 1)
    shown = [(0.0, row) for row in rows[: query.limit]]
    if len(rows) <= query.limit:
        return shown, None
    last = rows[query.limit - 1]
    return shown, question.position("number", last.number, last.tie)


def _beyond(sort: Sort | None, after: Position) -> Where:
    """Documents that come after a position; those without the number come last."""
    if sort is None:
        return TieAfter(after.tie)
    lacking = Not(Has(sort.field))
    if after.value is None:
        return All((lacking, TieAfter(after.tie)))
    low, high = (None, after.value) if sort.descending else (after.value, None)
    beyond = Between(sort.field, low, high, inclusive=False)
    same = Between(sort.field, after.value, after.value)
    return AnyOf((beyond, All((same, TieAfter(after.tie))), lacking))
