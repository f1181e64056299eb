"""Decisions on organisations that need no store."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from marketplace.organizations import rules

KINDS = st.sets(st.sampled_from(rules.KINDS))


@given(KINDS, st.sampled_from(rules.STATES))
def test_kinds_with_powers_count_only_once_verified(kinds: set[str], state: str) -> None:
    counted = rules.effective_kinds(kinds, state)
    assert counted <= kinds
    if state == "verified":
        assert counted == kinds
    else:
        assert not counted & {"programme", "lender"}
        assert counted >= kinds - {"programme", "lender"}


def test_a_firm_from_here_needs_its_tax_number_and_seat() -> None:
    lacking = rules.faults_of_submission("MK", "MK", {"EMBS"}, {"region": None})
    assert [pointer for pointer, _ in lacking] == ["/identifiers", "/place/municipality"]
    assert rules.faults_of_submission("MK", "MK", {"EDB"}, {"region": "Polog"}) == []
    assert rules.faults_of_submission("PT", "MK", {"PT-NIF"}, {"region": None}) == []
    assert len(rules.faults_of_submission("PT", "MK", set(), {})) == 1


def test_a_delegation_ends_within_two_years() -> None:
    today = date(2026, 11, 24)
    assert rules.faults_of_delegation(["apply"], today, today) == []
    assert rules.faults_of_delegation(["apply"], date(2026, 11, 23), today)
    assert rules.faults_of_delegation(["apply"], date(2029, 1, 1), today)
    assert len(rules.faults_of_delegation([], date(2020, 1, 1), today)) == 2


def test_only_what_was_verified_asks_for_verification_anew() -> None:
    facts = {"name": "A", "country": "MK", "kinds": ["msme"], "identifiers": []}
    assert rules.needs_new_verification(facts, facts | {"names": {"mk": "А"}}) == []
    numbers = [{"scheme": "EDB", "value": "1"}]
    changed = facts | {"kinds": ["msme", "bso"], "identifiers": numbers}
    assert rules.needs_new_verification(facts, changed) == ["kinds", "identifiers"]
