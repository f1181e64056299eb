"""Saved searches as standing queries: whether one document meets a query, decided in Python.

No engine is asked, so a consumer can decide it as a document changes. Typos are not allowed for:
whether a word is read as a typo depends on the whole index.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from search import where as w
from search.answer import selected
from search.documents import Document, IndexSpec
from search.fold import words
from search.plan import units
from search.query import Query
from search.synonyms import Synonyms, standard


@dataclass(frozen=True, slots=True)
class _Facts:
    document: Document
    words: dict[str, frozenset[str]]

    def any_word(self, fields: tuple[str, ...]) -> frozenset[str]:
        return frozenset().union(*(self.words.get(field, frozenset()) for field in fields))


def meets(
    spec: IndexSpec, query: Query, document: Document, synonyms: Synonyms | None = None
) -> bool:
    """Whether text, filters and ranges of the query select the document; order does not matter."""
    plan = units(query.text, standard() if synonyms is None else synonyms)
    folded = {field: frozenset(words(text)) for field, text in document.words.items()}
    return _holds(selected(spec, query, plan), _Facts(document, folded))


@singledispatch
def _holds(condition: w.Where, facts: _Facts) -> bool:
    raise TypeError(f"{condition!r} is no part of a query")


@_holds.register
def _everything(condition: w.Everything, facts: _Facts) -> bool:
    return True


@_holds.register
def _is(condition: w.Is, facts: _Facts) -> bool:
    return not set(condition.values).isdisjoint(facts.document.tokens.get(condition.field, ()))


@_holds.register
def _between(condition: w.Between, facts: _Facts) -> bool:
    number = facts.document.numbers.get(condition.field)
    if number is None:
        return False
    above = condition.low is None or number >= condition.low
    return above and (condition.high is None or number <= condition.high)


@_holds.register
def _word(condition: w.Word, facts: _Facts) -> bool:
    return condition.word in facts.any_word(condition.fields)


@_holds.register
def _starts(condition: w.Starts, facts: _Facts) -> bool:
    found = facts.any_word(condition.fields)
    return any(word.startswith(condition.beginning) for word in found)


@_holds.register
def _all(condition: w.All, facts: _Facts) -> bool:
    return all(_holds(part, facts) for part in condition.parts)


@_holds.register
def _any_of(condition: w.AnyOf, facts: _Facts) -> bool:
    met = sum(_holds(part, facts) for part in condition.parts)
    return met >= condition.at_least
