"""Shares of milestones, payment terms, what may be invoiced: pure rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.deals import rules, terms

LOT = {"lot": 0, "title": "Brackets", "quantity": "1000", "price": "40.50", "deliver_by": None}


def plan(*shares: float, kind: str = "delivery", lot: int | None = None) -> list[dict[str, Any]]:
    return [{"title": "Step", "kind": kind, "share": s, "due": None, "lot": lot} for s in shares]


def faults(milestones: list[dict[str, Any]], lots: Any = (LOT,)) -> list[str]:
    return [pointer for pointer, _text in terms.faults_of_shares(milestones, lots)]


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_shares_of_each_kind_sum_to_100(parts: list[int]) -> None:
    whole = plan(100, kind="financing")
    assert (faults(plan(*parts) + whole) == []) == (sum(parts) == 100)
    if sum(parts) < 100:
        assert faults(plan(*parts, 100 - sum(parts)) + whole) == []


def test_shares_are_counted_lot_by_lot() -> None:
    lots = [LOT, LOT | {"lot": 1}]
    paid = plan(100, kind="financing")
    assert faults(plan(100, lot=0) + plan(40, 60, lot=1) + paid, lots) == []
    assert faults(plan(100, lot=0) + paid, lots) == ["/milestones"]
    assert faults(plan(50) + plan(50, lot=0) + plan(50, lot=1) + paid, lots) == []


@pytest.mark.parametrize(
    ("days", "explicit", "kind", "in_force"),
    [
        (0, False, "default", 0),
        (30, False, "default", 30),
        (31, False, "contract", 31),
        (60, False, "contract", 60),
        (61, False, "explicit", 60),
        (61, True, "explicit", 61),
        (120, True, "explicit", 120),
        (121, True, "refused", 120),
    ],
)
def test_payment_days_as_the_law_has_them(
    days: int, explicit: bool, kind: str, in_force: int
) -> None:
    held = {"payment_days": days, "explicit_term": explicit}
    assert terms.term_of(days) == kind
    assert terms.days_in_force(held) == in_force
    refused = bool(terms.faults_of_payment(held))
    assert refused == (kind == "refused" or (kind == "explicit" and not explicit))


AMOUNTS = st.decimals("0.01", "100000", places=2)


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.decimals("0", "0.2", places=2), st.data())
def test_parts_of_payments_sum_to_the_invoice(
    parts: list[Decimal], rate: Decimal, data: st.DataObject
) -> None:
    gross = sum(parts, Decimal())
    vat = rules.money(gross * rate / (1 + rate))
    net, paid, paid_net = gross - vat, Decimal(), Decimal()
    for part in data.draw(st.permutations(parts)):
        share = rules.net_of(part, paid, paid_net, net, gross)
        assert 0 <= share <= part
        paid, paid_net = paid + part, paid_net + share
    assert (paid, paid_net) == (gross, net)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_never_more_is_invoiced_than_the_contract_is_worth(
    value: Decimal, accepted: Decimal, planned: Decimal
) -> None:
    allowed = rules.invoiceable(value, accepted, planned)
    assert allowed <= value
    assert allowed >= min(value, accepted)


def test_a_payment_with_a_day_can_be_invoiced_from_then_on() -> None:
    held = {"milestones": plan(30, 70, kind="financing")}
    held["milestones"][0]["due"] = "2027-03-01"
    assert terms.planned(held, [LOT], date(2027, 2, 28)) == 0
    assert terms.planned(held, [LOT], date(2027, 3, 1)) == Decimal("12150.00")


@given(st.dictionaries(st.integers(0, 3), st.decimals("0", "1000", places=3), max_size=4))
def test_quantities_are_stored_and_read_back(found: dict[int, Decimal]) -> None:
    again = rules.quantities(rules.rows_of(found))
    assert again == {lot: amount for lot, amount in found.items() if amount}
    assert rules.total(found, {lot: -amount for lot, amount in found.items()}) == dict.fromkeys(
        found, Decimal()
    )
