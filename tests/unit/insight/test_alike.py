"""Which organisations may be one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marketplace.insight.alike import keys, number, reasons, score


def firm(name: str, *numbers: str, **more: Any) -> dict[str, Any]:
    held = [{"scheme": "EDB", "value": one} for one in numbers]
    return {"name": name, "names": {}, "identifiers": held} | more


def test_names_in_two_scripts_are_one() -> None:
    one, other = firm("Limkov Metal DOO"), firm("ЛИМКОВ МЕТАЛ ДООЕЛ")
    found = reasons(one, other)
    assert [reason["code"] for reason in found] == ["name"]
    assert keys(one) & keys(other)


def test_a_number_with_and_without_its_letters_is_one() -> None:
    assert number("MK4030990000000") == number("МК4030990000000") == "4030990000000"
    found = reasons(firm("Aa", "MK4030990000000"), firm("Bb", "4030990000000"))
    assert score(found) == 100


def test_others_are_two() -> None:
    assert reasons(firm("Limkov Metal DOO"), firm("Varos Textil DOO")) == []
    assert reasons(firm("DOO"), firm("DOOEL")) == []


def test_a_shared_seat_alone_says_nothing() -> None:
    one, other = firm("Limkov", municipality="kumanovo"), firm("Varos", municipality="kumanovo")
    assert reasons(one, other) == []


NAMES = st.text(st.sampled_from("abcdlmnorst ABKLMавгдклм"), max_size=30)


@given(NAMES, NAMES)
def test_it_does_not_matter_who_is_first(left: str, right: str) -> None:
    one, other = firm(left), firm(right)
    assert reasons(one, other) == reasons(other, one)
    assert 0 <= score(reasons(one, other)) <= 100
