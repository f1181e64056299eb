"""Payments, sales, revenue and growth."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from marketplace.outcomes import projection, queries
from marketplace.outcomes.support import assist
from tests.support.outcomes import decide, entries, figure, paid, set_baseline, tell
from tests.support.world import Api, World


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def buyer(world: World) -> str:
    return world.organization("lead_firm")


def supported(world: World, buyer: str, firm: Api, since: date) -> None:
    """A support of the firm by a partnership with the buyer."""
    facts = {"kind": "partnership", "role": "buyer", "provider_id": buyer, "objective": "3"}
    with world.sessions.write() as session:
        assist(session, str(firm.organization), f"test/{firm.organization}", since, **facts)


def test_payments_make_sales_above_the_baseline(world: World, buyer: str) -> None:
    firm = world.api("msme")
    set_baseline(firm, sales="500000")
    paid(world, buyer, str(firm.organization))
    assert figure(world, "O3-05") == ("67000", "0", 1)
    paid(world, buyer, str(firm.organization), net="100000.00")
    assert figure(world, "O3-05", "FY2027-Q1", "lead_firm", buyer) == ("167000", "0", 1)
    assert figure(world, "O3-04") == ("1", "0", 1)
    assert not world.look(lambda s: list(projection.differences(s)))


def test_a_payment_counts_once_however_often_it_is_told(world: World, buyer: str) -> None:
    firm = world.api("msme")
    set_baseline(firm)
    told = paid(world, buyer, str(firm.organization))
    for _ in range(2):
        tell(world, "payment.recorded", told)
    tell(world, "payment.confirmed", told | {"state": "confirmed"})
    assert figure(world, "O3-05") == ("567000", "0", 1)
    assert len(entries(world, "O3-05")) == 1


def test_what_the_supplier_says_waits_for_the_buyer(world: World, buyer: str) -> None:
    firm = world.api("msme")
    set_baseline(firm)
    told = paid(world, buyer, str(firm.organization), by=firm.organization)
    assert figure(world, "O3-05") == ("0", "567000", 0)
    tell(world, "payment.confirmed", told | {"state": "confirmed"})
    assert figure(world, "O3-05") == ("567000", "0", 1)
    tell(world, "payment.withdrawn", told | {"state": "withdrawn"})
    assert figure(world, "O3-05") == ("0", "0", 0)
    assert figure(world, "O3-04") == ("0", "0", 0)


def test_a_payment_without_a_rate_waits_with_its_amount(world: World, buyer: str) -> None:
    firm = world.api("msme")
    set_baseline(firm)
    paid(world, buyer, str(firm.organization), currency="EUR")
    [(entry, standing)] = entries(world, "O3-05")
    assert (entry.value, entry.currency, standing.status) == (0, "EUR", "evidenced")
    assert entry.original == 567000


def test_a_payment_is_converted_by_the_rate_of_its_day(world: World, buyer: str) -> None:
    rates = world.runtime.settings.data / "rates.csv"
    rates.write_text("currency,day,rate\nEUR,2026-11-19,61.5\n")
    firm = world.api("msme")
    set_baseline(firm)
    paid(world, buyer, str(firm.organization), currency="EUR", net="1000.00")
    [(entry, standing)] = entries(world, "O3-05")
    assert (entry.value, entry.rate, standing.status) == (61500, "61.5", "verified")
    assert str(entry.rate_on) == "2026-11-19"


def test_a_completed_deal_asks_for_jobs_and_makes_no_money(world: World, buyer: str) -> None:
    from events import catalogue

    firm = world.api("msme")
    set_baseline(firm)
    data = dict(catalogue.get("deal.completed").sample)
    data |= {"id": world.new_id(), "buyer": buyer, "supplier": firm.organization}
    tell(world, "deal.completed", data, key=f"deal/{data['id']}")
    tell(world, "deal.completed", data, key=f"deal/{data['id']}")
    asked = firm.get("/outcomes/asks").json["items"]
    assert [(one["kind"], one["subject"]) for one in asked] == [("jobs", data["id"])]
    assert entries(world, "O3-05") == []


def revenue(firm: Api, year: int, amount: str, **more: Any) -> Any:
    body = {"year": year, "amount": amount, "source": "annual_accounts"} | more
    answer = firm.post("/outcomes/revenue", body)
    assert answer.status_code == 201, answer.text
    return answer.json


def cohort(world: World, officer: Api, buyer: str) -> list[str]:
    """The dossier's three firms, and one of which only one year is known."""
    firms = []
    for before, after in (("100", "130"), ("1000", "1080"), ("50", "45"), ("70", None)):
        firm = world.api("msme")
        set_baseline(firm, as_of="2024-12-31")
        supported(world, buyer, firm, date(2024, 12, 31))
        for year, amount in ((2024, before), (2025, after)):
            if amount:
                claim = revenue(firm, year, f"{amount}00000")
                world.deliver()
                decide(world, officer, claim["id"], reason="As filed.")
        firms.append(str(firm.organization))
    return firms


def test_growth_of_the_matched_cohort(world: World, officer: Api, buyer: str) -> None:
    firms = cohort(world, officer, buyer)
    late = world.api("msme")
    set_baseline(late, as_of="2025-08-31")
    supported(world, buyer, late, date(2025, 9, 1))
    supported(world, buyer, world.api("msme"), date(2026, 2, 1))
    found = world.look(lambda s: queries.growth(s, "FY2025"))
    assert f"{found.growth.pooled:.2f}" == "9.13"
    assert f"{found.growth.mean:.2f}" == "9.33"
    assert (found.growth.counted, found.growth.firms) == (3, 4)
    assert found.left_out == {"one_year": [firms[3]], "short": [late.organization]}
    answer = world.anonymous().get("/indicators/BEP-01?period=FY2025").json["actual"]
    assert (answer["value"], answer["firms"], answer["of"]) == ("9.1304", 3, 4)
    assert answer["target"] == "15"


def test_a_corrected_revenue_takes_the_place_of_the_claimed(world: World, officer: Api) -> None:
    firm = world.api("msme")
    claim = revenue(firm, 2025, "1300000")
    world.deliver()
    assert figure(world, "BEP-05", "FY2025") == ("0", "1300000", 0)
    decide(world, officer, claim["id"], "correct", value="1250000", reason="Accounts say so.")
    assert figure(world, "BEP-05", "FY2025") == ("1250000", "0", 1)


def test_gates_and_what_is_refused(world: World) -> None:
    firm = world.api("msme")
    revenue(firm, 2024, "1000000")
    assert [one["code"] for one in revenue(firm, 2025, "4000000")["gates"]] == ["growth"]
    for body in ({"year": 2026}, {"currency": "EUR"}, {"currency": "EUR", "rate": "61.5"}):
        whole = {"year": 2025, "amount": "1", "source": "annual_accounts"} | body
        assert firm.post("/outcomes/revenue", whole).status_code == 422
    euro = revenue(firm, 2023, "100", currency="EUR", rate="61.5", rate_on="2023-12-29")
    assert euro["content"]["value"] == "6150"


def test_a_baseline_after_the_first_support_is_decided_on(
    world: World, officer: Api, buyer: str
) -> None:
    firm = world.api("msme")
    paid(world, buyer, str(firm.organization))
    answer = firm.post("/outcomes/baselines", {"as_of": "2026-11-21", "headcount": 3, "fte": "3"})
    assert answer.status_code == 422
    claim = set_baseline(firm)
    assert claim["state"] == "claimed"
    assert figure(world, "O3-05") == ("0", "0", 0)
    decide(world, officer, claim["id"])
    assert figure(world, "O3-05") == ("567000", "0", 1)


def test_shares_of_support(world: World, officer: Api, buyer: str) -> None:
    firm = str(world.api("msme").organization)
    body = {"organization": firm, "basis": "agreement", "reason": "As agreed on 3 November."}
    shares = [{"role": "bso", "share": "0.6"}, {"role": "buyer", "party": buyer, "share": "0.5"}]
    assert officer.post("/outcomes/contributions", body | {"shares": shares}).status_code == 422
    shares[1]["share"] = "0.25"
    answer = officer.post("/outcomes/contributions", body | {"shares": shares})
    assert answer.status_code == 201, answer.text
    assert answer.json["own"] == "0.15"
