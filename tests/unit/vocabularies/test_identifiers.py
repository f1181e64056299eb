from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.vocabularies import identifiers

REAL = "4030000375897"
"""An example of python-stdnum's own documentation."""


@pytest.mark.parametrize(
    "written", [REAL, f"MK{REAL}", f"МК {REAL}", f"mk {REAL}", f" {REAL[:4]} {REAL[4:]} "]
)
def test_an_edb_is_stored_as_13_digits(written):
    assert identifiers.normalise("EDB", written) == REAL


@given(st.integers(0, 10**9 - 1))
def test_a_demo_edb_is_valid_and_begins_with_999(number):
    edb = identifiers.demo_edb(number)
    assert edb.startswith("999")
    assert identifiers.edb(f"МК{edb}") == edb


@pytest.mark.parametrize(
    ("number", "edb"),
    [(1, "9990000000011"), (2, "9990000000020"), (3, "9990000000038"), (117, "9990000001174")],
)
def test_demo_edbs_are_those_of_the_rule(number, edb):
    assert identifiers.demo_edb(number) == edb


@given(st.integers(0, 10**9 - 1), st.integers(1, 9))
def test_a_wrong_last_digit_is_refused(number, by):
    edb = identifiers.demo_edb(number)
    wrong = edb[:-1] + str((int(edb[-1]) + by) % 10)
    with pytest.raises(ValueError, match="check digit"):
        identifiers.edb(wrong)


@pytest.mark.parametrize("value", ["", "403", f"{REAL}1", "40300003758Ѕ7", "MK"])
def test_what_is_no_edb_is_refused_with_the_remedy(value):
    with pytest.raises(ValueError, match="write all 13"):
        identifiers.edb(value)


@given(st.text(max_size=9))
def test_an_embs_is_seven_digits_or_refused(value):
    digits = value.replace(" ", "")
    if digits.isascii() and digits.isdigit() and len(digits) == 7:
        assert identifiers.normalise("EMBS", value) == digits
    elif not any(c.isspace() or c == "-" for c in value):
        with pytest.raises(ValueError, match="write all 7"):
            identifiers.normalise("EMBS", value)


def test_other_schemes_are_taken_as_written():
    assert identifiers.normalise("VAT-DE", " DE136695976 ") == "DE136695976"
    with pytest.raises(ValueError, match="leave it out"):
        identifiers.normalise("VAT-DE", "  ")


def test_the_number_of_a_demo_edb_has_at_most_nine_digits():
    with pytest.raises(ValueError, match="999999999"):
        identifiers.demo_edb(10**9)
