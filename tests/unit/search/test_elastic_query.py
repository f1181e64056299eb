"""Conditions and candidate queries in Elasticsearch's language."""

from __future__ import annotations

import pytest

from search import where as w
from search.documents import IndexSpec
from search.elastic_query import Body, candidates, selecting, sorting, translate
from search.query import CandidateQuery, Clause, Sort

SPEC = IndexSpec("needs", 1, {"title": 3.0}, frozenset({"region"}), frozenset({"closes"}))
GONE = {"term": {"gone": True}}


@pytest.mark.parametrize(
    ("condition", "body"),
    [
        (w.Everything(), {"match_all": {}}),
        (w.All(()), {"match_all": {}}),
        (w.Is("region", ("East", "Polog")), {"terms": {"t_region": ["East", "Polog"]}}),
        (w.Between("closes", 1, 2), {"range": {"n_closes": {"gte": 1.0, "lte": 2.0}}}),
        (w.Between("closes", 1, None, False), {"range": {"n_closes": {"gt": 1.0}}}),
        (w.Between("closes"), {"exists": {"field": "n_closes"}}),
        (w.Word(("title",), "steel"), {"term": {"w_title": "steel"}}),
        (w.Starts(("title",), "ste"), {"prefix": {"w_title": "ste"}}),
        (w.TieAfter(7), {"range": {"tie": {"gt": 7}}}),
        (w.Not(w.Has("closes")), {"bool": {"must_not": [{"exists": {"field": "n_closes"}}]}}),
        (w.All((w.TieAfter(7),)), {"bool": {"filter": [{"range": {"tie": {"gt": 7}}}]}}),
        (
            w.Word(("text", "title"), "steel"),
            {
                "bool": {
                    "should": [{"term": {"w_text": "steel"}}, {"term": {"w_title": "steel"}}],
                    "minimum_should_match": 1,
                }
            },
        ),
    ],
    ids=repr,
)
def test_conditions(condition: w.Where, body: Body) -> None:
    assert translate(condition) == body


def test_near_words_are_all_taken() -> None:
    fuzzy = translate(w.Near(("title",), "steel", 1))["fuzzy"]["w_title"]
    assert fuzzy == {
        "value": "steel",
        "fuzziness": 1,
        "transpositions": True,
        "rewrite": "constant_score",
    }


def test_deleted_documents_are_never_selected() -> None:
    assert selecting(w.Everything()) == {
        "bool": {"filter": [{"match_all": {}}], "must_not": [GONE]}
    }


def test_every_order_ends_with_the_tie() -> None:
    assert sorting(None) == [{"tie": "asc"}]
    assert sorting(Sort("closes", descending=False)) == [
        {"n_closes": {"order": "asc", "missing": "_last"}},
        {"tie": "asc"},
    ]


def test_candidates_score_words_and_tokens_and_filter_the_rest() -> None:
    query = CandidateQuery(
        (Clause("title", ("Челик",), 2.0), Clause("region", ("East",), 0.5)),
        filters={"region": ("East", "Polog")},
        excluded={"region": ("Skopje",)},
    )
    word = {"term": {"w_title": {"value": "celik", "boost": 2.0}}}
    token = {"constant_score": {"filter": {"term": {"t_region": "East"}}, "boost": 0.5}}
    assert candidates(query, SPEC) == {
        "bool": {
            "must": [{"bool": {"should": [word, token], "minimum_should_match": 1}}],
            "filter": [{"terms": {"t_region": ["East", "Polog"]}}],
            "must_not": [GONE, {"terms": {"t_region": ["Skopje"]}}],
        }
    }
