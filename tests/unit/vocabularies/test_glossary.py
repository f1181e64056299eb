from __future__ import annotations

import re

import pytest

from marketplace import vocabularies
from marketplace.vocabularies import certificates, glossary, store

ROWS = list(store.table("glossary.csv", delimiter=";"))


@pytest.mark.parametrize("vocabulary", ["cpv", "nace", "isco"])
def test_every_code_is_on_its_official_list(vocabulary):
    codes = {code for row in ROWS for code in row[vocabulary].split()}
    assert {code for code in codes if not vocabularies.exists(vocabulary, code)} == set()


def test_there_are_some_500_words_in_each_language():
    for language in glossary.LANGUAGES:
        assert len({word for row in ROWS for word in glossary.split(row[language])}) > 500


def test_macedonian_is_cyrillic_and_albanian_latin():
    for row in ROWS:
        assert not re.search(r"[A-Za-z]", row["mk"].replace("CNC", "")), row["mk"]
        assert not re.search(r"[Ѐ-ӿ]", row["sq"]), row["sq"]


def test_every_row_leads_somewhere_and_no_word_stands_twice_in_a_row():
    for row in ROWS:
        assert row["cpv"] or row["nace"] or row["isco"]
        for language in glossary.LANGUAGES:
            words = glossary.split(row[language])
            assert words
            assert len(set(words)) == len(words)


@pytest.mark.parametrize("isco", ["7212", "7223", "7412", "8153", "8332", "2166", "7411"])
def test_the_occupations_of_workforce_needs_have_words_in_both_languages(isco):
    words = glossary.words("isco")[isco].all()
    assert any(re.search(r"[Ѐ-ӿ]", word) for word in words)
    assert any(word.isascii() or "ë" in word for word in words)


def test_an_esco_occupation_has_the_words_of_its_group():
    code = next(c for c, g in store.load("esco").parent_of.items() if g == "7212")
    assert "заварувач" in glossary.words("esco")[code].first


def test_each_certificate_scheme_says_in_three_languages_what_it_is_for():
    known = certificates.SCHEMES
    assert {"ISO 9001", "ISO 14001", "ISO 45001", "ISO 22000", "HACCP"} <= set(known)
    assert {"IATF 16949", "EN 1090", "CE"} <= set(known)
    for name, lines in known.items():
        assert all(lines[language] for language in ("en", "mk", "sq")), name
    assert certificates.purpose("CE", "de") == certificates.purpose("CE", "en")


def test_each_list_names_its_source_and_licence():
    keys = {source["key"] for source in vocabularies.sources()}
    assert keys == {*store.VOCABULARIES, "geonames", "outline", "glossary"}
    for source in vocabularies.sources():
        assert source["name"]
        assert source["source"]
        assert source["licence"]
        assert source["version"]
        assert "date" in source
