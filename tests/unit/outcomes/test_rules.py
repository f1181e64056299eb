"""Growth, gates, shares and samples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from marketplace.outcomes import rules

money = st.decimals(1, 10**9, places=2)


def test_growth_is_pooled_and_the_mean_stands_beside_it() -> None:
    """The three firms of the dossier: 100 to 130, 1,000 to 1,080, 50 to 45."""
    pairs = [
        (Decimal(100), Decimal(130)),
        (Decimal(1000), Decimal(1080)),
        (Decimal(50), Decimal(45)),
    ]
    found = rules.growth(pairs, 4)
    assert round(found.pooled or 0, 2) == Decimal("9.13")
    assert round(found.mean or 0, 2) == Decimal("9.33")
    assert (found.counted, found.firms) == (3, 4)


@given(st.lists(st.tuples(money, money), min_size=1, max_size=20))
def test_pooled_growth_lies_between_the_firms_own(pairs: list[tuple[Decimal, Decimal]]) -> None:
    rates = [100 * (late - early) / early for early, late in pairs]
    pooled = rules.growth(pairs, len(pairs)).pooled
    assert pooled is not None
    assert min(rates) - 1 <= pooled <= max(rates) + 1


def test_no_firm_no_growth() -> None:
    assert rules.growth([], 7) == rules.Growth(None, None, Decimal(0), Decimal(0), 0, 7)


def test_gates_of_revenue() -> None:
    def codes(amount: str, before: str | None, fte: str | None) -> list[str]:
        known = [Decimal(one) if one else None for one in (before, fte)]
        return [one["code"] for one in rules.gates_of_revenue(Decimal(amount), *known, "MKD")]

    assert codes("40000000", "30000000", "12") == []
    assert codes("90000001", "30000000", "30") == ["growth"]
    assert codes("11000000", "30000000", "5") == ["growth"]
    assert codes("30000000", "30000000", "1") == ["per_employee"]
    assert codes("600000", None, "1") == ["per_employee"]


def test_the_gate_of_jobs() -> None:
    assert rules.gates_of_jobs(Decimal(5), Decimal(14), Decimal(19)) == []
    assert rules.gates_of_jobs(Decimal(15), Decimal(14), None)[0]["code"] == "jump"
    assert rules.gates_of_jobs(Decimal(15), None, None) == []


shares = st.lists(
    st.integers(0, 100).map(lambda one: {"share": str(Decimal(one) / 100)}), max_size=5
)


@given(shares)
def test_shares_sum_to_at_most_one_and_the_rest_is_the_firms(
    given_shares: list[dict[str, str]],
) -> None:
    total = sum(Decimal(one["share"]) for one in given_shares)
    faults = rules.faults_of_shares(given_shares)
    assert bool(faults) == (total > 1)
    assert rules.own_share(given_shares) == 1 - total


@given(st.text(min_size=1, max_size=20), st.uuids())
def test_a_draw_can_be_repeated(seed: str, claim: object) -> None:
    first = rules.draw(seed, str(claim))
    assert 0 <= first < 1
    assert rules.draw(seed, str(claim)) == first


def test_about_the_share_is_drawn_and_all_above_the_size() -> None:
    plan = {"threshold": Decimal(10), "share": Decimal("0.2"), "seed": "a seed"}
    found = [
        rules.sampled(Decimal(2), claim_id=f"claim {one}", **plan)["why"] for one in range(2000)
    ]
    assert 320 < found.count("draw") < 480
    assert rules.sampled(Decimal(10), claim_id="any", **plan)["why"] == "size"


def test_a_baseline_lies_before_the_first_support() -> None:
    assert rules.baseline_holds(date(2026, 1, 1), None)
    assert rules.baseline_holds(date(2026, 1, 1), date(2026, 1, 1))
    assert not rules.baseline_holds(date(2026, 1, 2), date(2026, 1, 1))


def test_months() -> None:
    assert rules.months_between(date(2026, 1, 31), date(2026, 7, 30)) == 5
    assert rules.months_between(date(2026, 1, 31), date(2026, 7, 31)) == 6
