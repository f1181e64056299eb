"""Translates conditions and candidate queries into tantivy's; pure but for the schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch

import tantivy
from tantivy import FieldType, Occur, Schema

from search import where as w
from search.documents import IndexSpec
from search.fields import TIE, number_field, token_field, word_field
from search.fold import words
from search.query import CandidateQuery, Clause

Tantivy = tantivy.Query


@singledispatch
def translate(condition: w.Where, schema: Schema) -> Tantivy:
    """The condition as a tantivy query, whose scores mean nothing."""
    raise TypeError(f"no translation of {condition!r}")


@translate.register
def _everything(condition: w.Everything, schema: Schema) -> Tantivy:
    return Tantivy.all_query()


@translate.register
def _is(condition: w.Is, schema: Schema) -> Tantivy:
    return Tantivy.term_set_query(schema, token_field(condition.field), list(condition.values))


@translate.register
def _between(condition: w.Between, schema: Schema) -> Tantivy:
    if condition.low is None and condition.high is None:
        return translate(w.Has(condition.field), schema)
    return Tantivy.range_query(
        schema,
        number_field(condition.field),
        FieldType.Float,
        None if condition.low is None else float(condition.low),
        None if condition.high is None else float(condition.high),
        include_lower=condition.inclusive or condition.low is None,
        include_upper=condition.inclusive or condition.high is None,
    )


@translate.register
def _has(condition: w.Has, schema: Schema) -> Tantivy:
    return Tantivy.exists_query(number_field(condition.field))


@translate.register
def _word(condition: w.Word, schema: Schema) -> Tantivy:
    term = Tantivy.term_query
    return _any([term(schema, word_field(field), condition.word) for field in condition.fields])


@translate.register
def _starts(condition: w.Starts, schema: Schema) -> Tantivy:
    # Folded words are letters and digits only, so the pattern needs no escaping.
    pattern = f"{condition.beginning}.*"
    regex = Tantivy.regex_query
    return _any([regex(schema, word_field(field), pattern) for field in condition.fields])


@translate.register
def _near(condition: w.Near, schema: Schema) -> Tantivy:
    fuzzy = Tantivy.fuzzy_term_query
    return _any(
        [
            fuzzy(schema, word_field(field), condition.word, condition.distance)
            for field in condition.fields
        ]
    )


@translate.register
def _tie_after(condition: w.TieAfter, schema: Schema) -> Tantivy:
    return Tantivy.range_query(
        schema, TIE, FieldType.Unsigned, condition.tie, None, include_lower=False
    )


@translate.register
def _all(condition: w.All, schema: Schema) -> Tantivy:
    must = Occur.Must
    parts = [(must, translate(part, schema)) for part in condition.parts]
    return Tantivy.boolean_query(parts) if parts else Tantivy.all_query()


@translate.register
def _any_of(condition: w.AnyOf, schema: Schema) -> Tantivy:
    return _any([translate(part, schema) for part in condition.parts], condition.at_least)


@translate.register
def _not(condition: w.Not, schema: Schema) -> Tantivy:
    return Tantivy.boolean_query(
        [
            (Occur.Must, Tantivy.all_query()),
            (Occur.MustNot, translate(condition.part, schema)),
        ]
    )


def candidates(query: CandidateQuery, spec: IndexSpec, schema: Schema) -> Tantivy:
    """The ranker's query: BM25 x boost of words, plain boosts of tokens, summed.

    Without filters it is a plain union of terms, which tantivy prunes while it searches.
    """
    scored = [part for clause in query.clauses for part in _clause(clause, spec, schema)]
    ranked = _any(scored) if scored else Tantivy.const_score_query(Tantivy.all_query(), 0.0)
    if not query.filters and not query.excluded:
        return ranked
    parts = [(Occur.Must, ranked)]
    for field, values in query.filters.items():
        accepted = Tantivy.term_set_query(schema, token_field(field), list(values))
        parts.append((Occur.Must, Tantivy.const_score_query(accepted, 0.0)))
    for field, values in query.excluded.items():
        refused = Tantivy.term_set_query(schema, token_field(field), list(values))
        parts.append((Occur.MustNot, refused))
    return Tantivy.boolean_query(parts)


def _clause(clause: Clause, spec: IndexSpec, schema: Schema) -> Iterator[Tantivy]:
    if clause.field in spec.tokens:
        for value in clause.terms:
            term = Tantivy.term_query(schema, token_field(clause.field), value, "basic")
            yield Tantivy.const_score_query(term, clause.boost)
        return
    for word in (word for term in clause.terms for word in words(term)):
        scored = Tantivy.term_query(schema, word_field(clause.field), word, "freq")
        yield scored if clause.boost == 1.0 else Tantivy.boost_query(scored, clause.boost)


def _any(parts: Sequence[Tantivy], at_least: int = 1) -> Tantivy:
    if len(parts) == 1 and at_least == 1:
        return parts[0]
    should = Occur.Should
    return Tantivy.boolean_query(
        [(should, part) for part in parts], minimum_number_should_match=at_least
    )
