"""How a person's query is answered: the same steps over either engine's few primitives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from search import cursor, ordered, ranked
from search.backend import RELEVANCE, Backend, Question, Row
from search.cursor import Position
from search.documents import IndexSpec
from search.highlight import highlight
from search.plan import TYPOS_BELOW, Unit, edits, loose, matching, units
from search.query import Hit, Page, Query
from search.score import Scorer
from search.synonyms import Synonyms
from search.where import All, Between, Everything, Is, Where


def answer(backend: Backend, spec: IndexSpec, synonyms: Synonyms, query: Query) -> Page:
    """Raises ValueError for fields that the index lacks, InvalidCursor for a foreign cursor."""
    _check(spec, query)
    bound_to = cursor.digest(spec.versioned, query)
    after = cursor.read(query.cursor, bound_to)
    plan = _plan(backend, spec, units(query.text, synonyms), after)
    asked = [(field, selected(spec, query, plan, field)) for field in query.facets]
    question = Question(spec, query, plan, selected(spec, query, plan), after)
    (total,), facets = backend.measure([question.selected], asked)
    page = ranked.page if question.ranked else ordered.page
    found, end = page(backend, question, total) if query.limit and total else ((), None)
    scorer = Scorer(plan, spec.words)
    return Page(
        tuple(_hit(row, score, scorer, query.highlight) for score, row in found),
        total,
        None if end is None else cursor.write(end, bound_to),
        dict(zip(query.facets, facets, strict=True)),
    )


def _check(spec: IndexSpec, query: Query) -> None:
    sort = set() if query.sort.field == RELEVANCE else {query.sort.field}
    unknown = (
        ({*query.filters, *query.facets} - spec.tokens)
        | ((set(query.ranges) | sort) - spec.numbers)
        | (set(query.highlight) - set(spec.words))
    )
    if unknown:
        raise ValueError(f"index {spec.name} has no such fields: {', '.join(sorted(unknown))}")
    ends = (end for ends in query.ranges.values() for end in ends if end is not None)
    if not all(map(isfinite, ends)):
        raise ValueError("a range ends at a number, or is open")
    if query.limit < 0:
        raise ValueError("a page has 0 hits or more")


def _plan(
    backend: Backend, spec: IndexSpec, plan: tuple[Unit, ...], after: Position | None
) -> tuple[Unit, ...]:
    """Allows typos in units that hardly any document of the index has."""
    if after is not None and len(after.typos) == len(plan):
        typos: Sequence[bool] = after.typos
    else:
        fields = tuple(sorted(spec.words))
        doubtful = [unit for unit in plan if any(map(edits, unit.own))]
        counts, _ = backend.measure([loose(unit, fields) for unit in doubtful], [])
        rare = {unit for unit, count in zip(doubtful, counts, strict=True) if count < TYPOS_BELOW}
        typos = [unit in rare for unit in plan]
    return tuple(replace(unit, typos=on) for unit, on in zip(plan, typos, strict=True))


def selected(
    spec: IndexSpec, query: Query, plan: tuple[Unit, ...], but: str | None = None
) -> Where:
    """Documents that pass text, ranges and filters, except the filter of one facet."""
    fields = tuple(sorted(spec.words))
    parts: list[Where] = [matching(plan, fields)] if plan else []
    parts += [Is(field, values) for field, values in query.filters.items() if field != but]
    parts += [Between(field, low, high) for field, (low, high) in query.ranges.items()]
    return All(tuple(parts)) if parts else Everything()


def _hit(row: Row, score: float, scorer: Scorer, fields: tuple[str, ...]) -> Hit:
    marked = {field: highlight(row.texts.get(field, ""), scorer.matches) for field in fields}
    return Hit(row.id, score, row.payload(), {f: m for f, m in marked.items() if m is not None})
