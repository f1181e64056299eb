"""Interest and compensation of late payments, and working days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from marketplace.deals.late import late
from marketplace.workdays import add_working_days, is_working_day, read_holidays

DUE = date(2027, 1, 31)
FIXED = Decimal(2400)
MK = read_holidays("MK")


def test_a_whole_year_late_costs_the_rate() -> None:
    found = late(Decimal("36500.00"), DUE, [], date(2028, 1, 31), Decimal(10), FIXED)
    assert found is not None
    assert (found.days, found.interest, found.compensation) == (365, Decimal("3650.00"), FIXED)


def test_what_is_paid_in_time_costs_nothing() -> None:
    gross = Decimal(1000)
    assert late(gross, DUE, [(DUE, gross)], date(2027, 6, 1), Decimal(10), FIXED) is None
    assert late(gross, DUE, [], DUE, Decimal(10), FIXED) is None


def test_parts_follow_what_was_left_to_pay() -> None:
    paid = [(DUE - timedelta(3), Decimal(200)), (DUE + timedelta(10), Decimal(300))]
    found = late(Decimal(1000), DUE, paid, DUE + timedelta(30), Decimal("7.3"), FIXED)
    assert found is not None
    assert [(part.days, part.principal) for part in found.parts] == [(10, 800), (20, 500)]
    assert found.interest == Decimal("1.60") + Decimal("2.00")


def test_without_a_rate_the_days_are_told_and_no_interest() -> None:
    found = late(Decimal(1000), DUE, [], DUE + timedelta(4), None, FIXED)
    assert found is not None
    assert (found.days, found.interest, found.compensation) == (4, None, FIXED)


DAYS = st.integers(-40, 400)
PAYMENTS = st.lists(st.tuples(DAYS, st.integers(1, 400)), max_size=5)


@given(PAYMENTS, DAYS)
def test_paying_sooner_never_costs_more(payments: list[tuple[int, int]], until: int) -> None:
    gross, day = Decimal(2000), DUE + timedelta(until)
    given_ = [(DUE + timedelta(on), Decimal(amount)) for on, amount in payments]
    sooner = [(on - timedelta(1), amount) for on, amount in given_]
    costs = [late(gross, DUE, rows, day, Decimal(10), FIXED) for rows in (sooner, given_)]
    interest = [sum(part.principal * part.days for part in c.parts) if c else 0 for c in costs]
    assert interest[0] <= interest[1]
    for cost in costs:
        if cost:
            assert all(0 < part.principal <= gross for part in cost.parts)
            ends = [part.last for part in cost.parts]
            assert ends == sorted(set(ends))
            assert ends[-1] <= day


def test_holidays_of_the_country_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 12, 8), MK), "Saint Clement of Ohrid, a Tuesday"
    assert not is_working_day(date(2027, 5, 3), MK), "Orthodox Easter Monday"
    assert is_working_day(date(2026, 12, 8), read_holidays("XX"))
    assert add_working_days(date(2026, 12, 4), 2, MK) == date(2026, 12, 9)
    assert add_working_days(date(2026, 12, 31), 1, MK) == date(2027, 1, 4)


@given(st.dates(date(2016, 1, 1), date(2044, 1, 1)), st.integers(1, 30))
def test_so_many_working_days_lie_between(day: date, count: int) -> None:
    last = add_working_days(day, count, MK)
    assert is_working_day(last, MK)
    between = [day + timedelta(n) for n in range(1, (last - day).days + 1)]
    assert sum(is_working_day(one, MK) for one in between) == count
