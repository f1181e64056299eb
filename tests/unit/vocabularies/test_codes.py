from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace import vocabularies
from marketplace.vocabularies import codes, store

CPV_CODES = sorted(store.load("cpv").labels["en"])
DIGITS = st.text("0123456789", min_size=8, max_size=8)


@given(DIGITS, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_cpv_digit_changes_the_check_digit(code, at, by):
    wrong = code[:at] + str((int(code[at]) + by) % 10) + code[at + 1 :]
    assert codes.cpv_check_digit(code) != codes.cpv_check_digit(wrong)


def test_printed_check_digits_follow_the_rule_in_8924_of_9457_codes():
    printed = store.load("cpv").check_digits
    kept = [code for code, digit in printed.items() if codes.cpv_check_digit(code) == digit]
    assert (len(printed), len(kept)) == (9457, 8924)


@given(DIGITS)
def test_prefixes_grow_by_a_digit_and_hold_every_significant_one(code):
    found = codes.prefixes(code)
    assert [len(p) for p in found] == list(range(2, len(found) + 2))
    assert all(code.startswith(p) for p in found)
    assert found[-1].ljust(8, "0") == code


def test_prefixes_of_a_code():
    assert codes.prefixes("03111000") == ("03", "031", "0311", "03111")
    assert codes.prefixes("30000000") == ("30",)


@given(st.sampled_from(CPV_CODES))
def test_cpv_parents_are_listed_and_widen(code):
    above = vocabularies.parents("cpv", code)
    assert all(vocabularies.exists("cpv", p) and p != code for p in above)
    assert list(above) == sorted(above, key=lambda p: len(p.rstrip("0")))


def test_nace_is_rev_2():
    labels = store.load("nace").labels["en"]
    by_length = [sum(len(code) == n for code in labels) for n in (1, 2, 4, 5)]
    assert by_length == [21, 88, 272, 615]
    assert vocabularies.label("nace", "J") == ("Information and communication", "en")
    assert vocabularies.exists("nace", "62.01")
    assert not vocabularies.exists("nace", "62.10")


def test_every_nace_class_has_its_official_albanian_label():
    classes = {code for code in store.load("nace").labels["en"] if len(code) == 5}
    assert set(store.load("nace").labels["sq"]) == classes
    assert vocabularies.label("nace", "14.12", "sq") == ("Prodhimi i veshjeve të punës", "sq")
    assert vocabularies.label("nace", "14.1", "sq")[1] == "en"


def test_nace_section_agrees_with_the_list():
    for code in store.load("nace").labels["en"]:
        chain = (*vocabularies.parents("nace", code), code)
        assert vocabularies.nace_section(code) == chain[0]
    with pytest.raises(ValueError, match=r"like 25\.62"):
        vocabularies.nace_section("04")


def test_isco_and_esco_hang_together():
    isco = store.load("isco").labels["en"]
    assert [sum(len(code) == n for code in isco) for n in (1, 2, 3, 4)] == [10, 43, 130, 436]
    esco = store.load("esco")
    assert len(esco.labels["en"]) == 2942
    assert set(esco.parent_of.values()) <= set(isco)
    code = next(c for c, name in esco.labels["en"].items() if name == "welder")
    assert vocabularies.parents("esco", code) == ("7", "72", "721", "7212")
    assert vocabularies.path("esco", code)[-1] == ("7212", "Welders and flamecutters")


@pytest.mark.parametrize(
    ("vocabulary", "written", "code"),
    [
        ("cpv", "45262680-1", "45262680"),
        ("cpv", " 4526 2680 ", "45262680"),
        ("nace", "2562", "25.62"),
        ("nace", "c", "C"),
        ("isco", " 7212", "7212"),
    ],
)
def test_a_written_code_is_normalised(vocabulary, written, code):
    assert vocabularies.normalise(vocabulary, written) == code


def test_what_is_no_code_is_refused_with_the_remedy():
    with pytest.raises(ValueError, match="leave it out"):
        vocabularies.normalise("cpv", "45262680-7")
    with pytest.raises(ValueError, match="search it"):
        vocabularies.normalise("cpv", "99999990")
    with pytest.raises(ValueError, match="8 digits"):
        vocabularies.cpv_check_digit("4526")
