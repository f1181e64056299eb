"""Translates conditions and candidate queries into Elasticsearch's query language; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from search import where as w
from search.documents import IndexSpec
from search.fields import number_field, token_field, word_field
from search.fold import words
from search.mappings.elastic import GONE, TIE
from search.query import CandidateQuery, Clause, Sort

Body = dict[str, Any]


def selecting(condition: w.Where) -> Body:
    """Existing documents that meet the condition, unscored."""
    return {"bool": {"filter": [translate(condition)], "must_not": [{"term": {GONE: True}}]}}


def sorting(sort: Sort | None) -> list[Body]:
    """By a number, documents without it last, then by tie; by tie alone where there is no sort."""
    by_tie: Body = {TIE: "asc"}
    if sort is None:
        return [by_tie]
    order = "desc" if sort.descending else "asc"
    return [{number_field(sort.field): {"order": order, "missing": "_last"}}, by_tie]


@singledispatch
def translate(condition: w.Where) -> Body:
    """The condition as a query for filter context."""
    raise TypeError(f"no translation of {condition!r}")


@translate.register
def _everything(condition: w.Everything) -> Body:
    return {"match_all": {}}


@translate.register
def _is(condition: w.Is) -> Body:
    return {"terms": {token_field(condition.field): list(condition.values)}}


@translate.register
def _between(condition: w.Between) -> Body:
    if condition.low is None and condition.high is None:
        return translate(w.Has(condition.field))
    low, high = ("gte", "lte") if condition.inclusive else ("gt", "lt")
    ends = ((low, condition.low), (high, condition.high))
    bounds = {name: float(end) for name, end in ends if end is not None}
    return {"range": {number_field(condition.field): bounds}}


@translate.register
def _has(condition: w.Has) -> Body:
    return {"exists": {"field": number_field(condition.field)}}


@translate.register
def _word(condition: w.Word) -> Body:
    return _any({"term": {word_field(field): condition.word}} for field in condition.fields)


@translate.register
def _starts(condition: w.Starts) -> Body:
    return _any({"prefix": {word_field(field): condition.beginning}} for field in condition.fields)


@translate.register
def _near(condition: w.Near) -> Body:
    # Rewritten to a constant score the query takes every near word, not only the first fifty.
    near = {
        "value": condition.word,
        "fuzziness": condition.distance,
        "transpositions": True,
        "rewrite": "constant_score",
    }
    return _any({"fuzzy": {word_field(field): near}} for field in condition.fields)


@translate.register
def _tie_after(condition: w.TieAfter) -> Body:
    return {"range": {TIE: {"gt": condition.tie}}}


@translate.register
def _all(condition: w.All) -> Body:
    parts = [translate(part) for part in condition.parts]
    return {"bool": {"filter": parts}} if parts else {"match_all": {}}


@translate.register
def _any_of(condition: w.AnyOf) -> Body:
    return _any((translate(part) for part in condition.parts), condition.at_least)


@translate.register
def _not(condition: w.Not) -> Body:
    return {"bool": {"must_not": [translate(condition.part)]}}


def candidates(query: CandidateQuery, spec: IndexSpec) -> Body:
    """The ranker's query: BM25 x boost of words, plain boosts of tokens, summed."""
    scored = [part for clause in query.clauses for part in _clause(clause, spec)]
    everything: Body = {"constant_score": {"filter": {"match_all": {}}, "boost": 0.0}}
    accepted = [{"terms": {token_field(f): list(v)}} for f, v in query.filters.items()]
    refused = [{"terms": {token_field(f): list(v)}} for f, v in query.excluded.items()]
    return {
        "bool": {
            "must": [_any(scored) if scored else everything],
            "filter": accepted,
            "must_not": [{"term": {GONE: True}}, *refused],
        }
    }


def _clause(clause: Clause, spec: IndexSpec) -> Iterator[Body]:
    if clause.field in spec.tokens:
        for value in clause.terms:
            term = {"term": {token_field(clause.field): value}}
            yield {"constant_score": {"filter": term, "boost": clause.boost}}
        return
    for word in (word for term in clause.terms for word in words(term)):
        yield {"term": {word_field(clause.field): {"value": word, "boost": clause.boost}}}


def _any(parts: Iterable[Body], at_least: int = 1) -> Body:
    found = list(parts)
    if len(found) == 1 and at_least == 1:
        return found[0]
    return {"bool": {"should": found, "minimum_should_match": at_least}}
