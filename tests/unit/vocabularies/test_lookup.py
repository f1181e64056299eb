from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace import vocabularies
from marketplace.vocabularies import glossary, index, store

TERMS = st.sampled_from([w for lines in store.load("nace").labels.values() for w in lines.values()])


def codes(vocabulary: str, words: str, **options) -> list[str]:
    return [match.code for match in vocabularies.search(vocabulary, words, **options)]


@pytest.mark.parametrize(
    ("vocabulary", "words", "first"),
    [
        ("cpv", "welding", "45262680"),
        ("cpv", "заварување", "45262680"),
        ("cpv", "zavaruvanje", "45262680"),
        ("cpv", "saldim", "45262680"),
        ("cpv", "45262680-1", "45262680"),
        ("cpv", "работна облека", "18100000"),
        ("cpv", "rabotna obleka", "18100000"),
        ("nace", "workwear", "14.12"),
        ("nace", "veshjeve të punës", "14.12"),
        ("nace", "veshjeve te punes", "14.12"),
        ("nace", "2562", "25.62"),
        ("isco", "welders", "7212"),
        ("cpv", "мед", "03142100"),
        ("cpv", "мебел", "39100000"),
        ("isco", "заварувачи", "7212"),
        ("isco", "rrobaqepës", "7531"),
        ("isco", "возач на камион", "8332"),
        ("isco", "8332", "8332"),
    ],
)
def test_the_first_match(vocabulary, words, first):
    assert codes(vocabulary, words)[0] == first


def test_endings_are_forgiven_when_nothing_else_is_found():
    assert "44531000" in codes("cpv", "шрафовите")
    assert codes("cpv", "xyzxyzxyz") == []
    assert codes("cpv", "  ") == []


def test_a_match_says_where_it_comes_from():
    ours = vocabularies.search("cpv", "заварување", language="mk")[0]
    assert (ours.label, ours.language) == ("Welding", "en")
    assert (ours.matched_by, ours.term) == ("ours", "заварување")
    assert ours.path[0] == ("45000000", "Construction work")
    official = vocabularies.search("nace", "14.12", language="sq")[0]
    assert (official.matched_by, official.term, official.language) == ("official", None, "sq")
    further = vocabularies.search("esco", "injection molding tool maker")[0]
    assert (further.matched_by, further.term) == ("official", "injection molding tool maker")


def test_a_code_leads_to_what_stands_under_it():
    assert codes("nace", "25.6") == ["25.6", "25.61", "25.62"]
    assert codes("cpv", "4526268") == ["45262680"]
    found = vocabularies.search("esco", "7212")
    assert {match.path[-1][0] for match in found} == {"7212"}


@pytest.mark.parametrize("vocabulary", ["cpv", "nace", "isco"])
def test_every_word_of_ours_finds_what_it_stands_for(vocabulary):
    for row in store.table("glossary.csv", delimiter=";"):
        meant = row[vocabulary].split()
        for word in glossary.split(row["mk"]) + glossary.split(row["sq"]) if meant else []:
            assert set(meant) & set(codes(vocabulary, word)), word


@given(TERMS)
@settings(max_examples=40, deadline=None)
def test_an_official_label_finds_its_entry(term):
    labels = {match.label for match in vocabularies.search("nace", term, language="sq", limit=60)}
    english = {match.label for match in vocabularies.search("nace", term, limit=60)}
    assert term in labels | english


@given(st.text(max_size=20), st.sampled_from(store.VOCABULARIES), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_query(words, vocabulary, limit):
    found = vocabularies.search(vocabulary, words, limit=limit)
    assert len({match.code for match in found}) == len(found) <= limit
    assert all(vocabularies.exists(vocabulary, match.code) for match in found)


@pytest.mark.parametrize("vocabulary", store.VOCABULARIES)
def test_the_index_is_that_of_the_present_lists_glossary_and_folding(vocabulary):
    stored = store.text(f"{vocabulary}.index.gz")
    assert stored == index.build(vocabulary), "run tools/build_vocabularies.py --index"


@pytest.mark.parametrize("vocabulary", store.VOCABULARIES)
def test_a_warm_search_takes_milliseconds(vocabulary):
    vocabularies.search(vocabulary, "a")
    queries = ("weld", "metal products", "заварувачи", "prodhimi i veshjeve", "s", "zzzzzz")
    began = time.thread_time()
    for words in queries:
        vocabularies.search(vocabulary, words)
    assert (time.thread_time() - began) / len(queries) < 0.015
