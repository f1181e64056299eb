"""A firm that says it does other work cannot deliver; one that says nothing is not judged."""

from __future__ import annotations

from datetime import date

import pytest

from matching.checks import eligible
from matching.snapshots import Capability, Need, Organization, Profile
from tests.support.conditions import check

CRATES = Need("n", 1, "supplier", "b", "Wooden crates for export", cpv=("44191000",))
TODAY = date(2026, 11, 24)


def firm(*capabilities: Capability) -> Organization:
    """A firm that shows these capabilities."""
    return Organization("f", "Firm", profile=Profile(capabilities=capabilities))


def codes(need: Need, organization: Organization, **more: bool) -> set[str]:
    """Codes of the conditions that are not met."""
    found = check(need, organization, TODAY, **more)
    return {one.code for one in found if one.outcome == "failed"}


@pytest.mark.parametrize(
    ("text", "cpv", "does"),
    [
        ("Дрвени палети", "44191000", True),
        ("Heat-treated pallets", "44192000", True),
        ("Export crates from pine", "03410000", True),
        ("Stamped steel parts", "44316500", False),
        ("Stamped steel parts", "", True),
    ],
)
def test_code_group_words_or_doubt_make_it_alike(text: str, cpv: str, does: bool) -> None:
    found = check(CRATES, firm(Capability(text, cpv)), TODAY)
    assert eligible(found) is does
    assert ("capability-missing" in {one.code for one in found}) is not does


def test_past_orders_prove_it_whatever_the_profile_says() -> None:
    other = firm(Capability("Stamped steel parts", "44316500"))
    assert codes(CRATES, other) == {"capability-missing"}
    assert codes(CRATES, other, proved=True) == set()


def test_who_shows_nothing_is_not_judged() -> None:
    assert codes(CRATES, firm()) == set()
    assert codes(CRATES, Organization("f", "Firm")) == set()
