"""Jobs are counted by hours and months, net of what replaces a loss."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.outcomes.amounts import exact, plain
from marketplace.outcomes.fte import Count, count_of, fte_of, maintained, net_of

FULL = Decimal(40)
counts = st.builds(
    lambda people, tenths: Count(people, exact(Decimal(tenths) / 10)),
    st.integers(0, 300),
    st.integers(0, 3000),
)


@pytest.mark.parametrize(
    ("hours", "months", "contract", "fte"),
    [
        ("40", 12, "permanent", "1"),
        ("20", 12, "permanent", "0.5"),
        ("40", 3, "seasonal", "0.25"),
        ("20", 6, "seasonal", "0.25"),
        ("40", 6, "temporary", "1"),
        ("60", 12, "permanent", "1"),
        ("0", 12, "permanent", "0"),
    ],
)
def test_hours_and_months(hours: str, months: int, contract: str, fte: str) -> None:
    assert fte_of(Decimal(hours), FULL, months, contract) == Decimal(fte)


@given(
    st.decimals(0, 100, places=1), st.integers(1, 24), st.sampled_from(["permanent", "seasonal"])
)
def test_nobody_is_more_than_one(hours: Decimal, months: int, contract: str) -> None:
    assert 0 <= fte_of(hours, FULL, months, contract) <= 1


def test_lines_are_summed() -> None:
    lines = [{"headcount": 2, "fte": "1.5"}, {"headcount": 1, "fte": "0.25"}]
    assert count_of(lines) == Count(3, Decimal("1.75"))
    assert plain(count_of(lines).fte) == "1.75"


@given(counts, counts, counts, counts)
def test_net_never_goes_beyond_what_is_there(
    baseline: Count, counted: Count, claimed: Count, staff: Count
) -> None:
    found = net_of(baseline, counted, claimed, staff, Count())
    assert found.net.fte <= claimed.fte
    assert baseline.fte + counted.fte + found.net.fte <= max(
        staff.fte, baseline.fte + counted.fte + claimed.fte
    )
    room = staff.fte - baseline.fte - counted.fte
    assert found.net.fte == min(claimed.fte, room)


def test_a_refilled_post_makes_no_job() -> None:
    baseline = Count(14, Decimal(14))
    found = net_of(baseline, Count(), Count(3, Decimal(3)), Count(15, Decimal(15)), Count())
    assert found.net == Count(1, Decimal(1))
    assert maintained(baseline, Count(12, Decimal(12))) == Count(12, Decimal(12))


def test_told_losses_are_deducted_where_the_staff_is_not_known() -> None:
    found = net_of(
        Count(14, Decimal(14)), Count(), Count(3, Decimal(3)), None, Count(1, Decimal(1))
    )
    assert found.net == Count(2, Decimal(2))


def test_fewer_than_at_the_baseline_is_a_loss() -> None:
    baseline = Count(20, Decimal(20))
    found = net_of(baseline, Count(), Count(), Count(6, Decimal(6)), Count())
    assert found.net.fte == -14
