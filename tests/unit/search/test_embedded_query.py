"""Conditions and candidate queries in tantivy's terms, by what tantivy says of them."""

from __future__ import annotations

import pytest

from search import where as w
from search.documents import IndexSpec
from search.embedded_query import candidates, translate
from search.mappings.embedded import schema
from search.query import CandidateQuery, Clause

SPEC = IndexSpec("needs", 1, {"title": 3.0}, frozenset({"region"}), frozenset({"closes"}))
SCHEMA = schema(SPEC)


@pytest.mark.parametrize(
    ("condition", "kinds"),
    [
        (w.Everything(), ["AllQuery"]),
        (w.All(()), ["AllQuery"]),
        (w.Is("region", ("East", "Polog")), ["TermSetQuery"]),
        (w.Between("closes", 1, None, False), ["RangeQuery"]),
        (w.Between("closes"), ["ExistsQuery"]),
        (w.Word(("title",), "steel"), ["TermQuery"]),
        (w.Starts(("title",), "ste"), ["RegexQuery"]),
        (w.Near(("title",), "steel", 2), ["FuzzyTermQuery"]),
        (w.Not(w.TieAfter(7)), ["AllQuery", "MustNot", "RangeQuery"]),
        (
            w.AnyOf((w.Word(("title",), "a"), w.Has("closes")), 2),
            ["TermQuery", "ExistsQuery", "minimum_number_should_match: 2"],
        ),
    ],
    ids=repr,
)
def test_conditions(condition: w.Where, kinds: list[str]) -> None:
    said = repr(translate(condition, SCHEMA))
    assert all(kind in said for kind in kinds), said


def test_plain_words_stay_a_union_of_terms_that_tantivy_can_prune() -> None:
    query = CandidateQuery((Clause("title", ("Челик", "steel")),))
    said = repr(candidates(query, SPEC, SCHEMA))
    assert said.count("Should") == said.count("TermQuery") == 2
    assert "Boost" not in said
    assert "Must" not in said


def test_filters_add_nothing_to_scores() -> None:
    query = CandidateQuery(
        (Clause("title", ("steel",), 2.0), Clause("region", ("East",), 0.5)),
        filters={"region": ("East",)},
        excluded={"region": ("Skopje",)},
    )
    said = repr(candidates(query, SPEC, SCHEMA))
    assert "Boost(query=TermQuery" in said
    assert said.count("Const") == 2
    assert said.count("MustNot") == 1
