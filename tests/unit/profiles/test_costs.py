"""What missing parts cost, counted over open needs."""

from __future__ import annotations

from marketplace.profiles.costs import Missing, asks_of, missing
from marketplace.profiles.parts import EMPTY
from tests.support.needs import supplier_need
from tests.support.profiles import firm_profile

PLAIN = asks_of(supplier_need())
STRICT = asks_of(
    supplier_need(
        required_certificates=["ISO 9001", "EN 1090"],
        place={"municipality": "MK-703", "radius_km": 40},
        size_classes=["small"],
        ownership="women",
    )
)


def costs(content: dict, *needs: dict) -> dict[tuple[str, str], int]:
    return {(one.part, one.fact): one.needs for one in missing(content, needs)}


def test_an_empty_profile_misses_each_part_once_the_costliest_first() -> None:
    found = missing(EMPTY, [PLAIN, STRICT])
    assert {one.part for one in found} == set(EMPTY)
    assert found[0] == Missing("summary", "part", 2)
    assert [one.needs for one in found] == sorted((one.needs for one in found), reverse=True)
    asked = costs(dict(EMPTY), PLAIN, STRICT)
    assert asked["certificates", "part"] == 1
    assert asked["sites", "part"] == 1
    assert asked["ownership", "part"] == 1
    assert asked["languages", "part"] == 0


def test_facts_within_parts_are_missed_too() -> None:
    thin = firm_profile(capabilities=[{"text": "Stamping"}])
    found = costs(thin, PLAIN, STRICT)
    assert found["capabilities", "cpv"] == 2
    assert found["capabilities", "capacity"] == 2
    assert found["capabilities", "lead_time_days"] == 2
    # One need asks for EN 1090, which the firm does not hold.
    assert costs(firm_profile(), PLAIN, STRICT) == {("certificates", "schemes"): 1}


def test_without_open_needs_nothing_costs_anything() -> None:
    assert {one.needs for one in missing(EMPTY, [])} == {0}
