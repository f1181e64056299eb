"""A need's OCDS record through the API: what it holds, and who is told what."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.applications import Tender
from tests.support.contracting import Procurement, money, need_with_lots, procured
from tests.support.needs import workforce_need
from tests.support.world import Api, World


@pytest.fixture
def procurement(world: World) -> Procurement:
    return procured(world)


def record_of(reader: Api, need: str) -> dict[str, Any]:
    answer = reader.get(f"/needs/{need}/ocds")
    assert answer.status_code == 200, answer.json
    (found,) = answer.json["records"]
    record: dict[str, Any] = found
    return record


def test_the_record_tells_the_process_from_planning_to_payment(
    world: World, procurement: Procurement
) -> None:
    record = record_of(world.api("programme"), procurement.tender.id)
    tags = [tag for one in record["releases"] for tag in one["tag"]]
    assert tags[:4] == ["planning", "tender", "planningUpdate", "tenderAmendment"]
    assert tags[4:] == [
        *("tenderUpdate", "award", "award", "awardUpdate", "contract"),
        *("implementation", "implementation"),
    ]
    dates = [one["date"] for one in record["releases"]]
    assert dates == sorted(dates)
    ids = [one["id"] for one in record["releases"]]
    assert len(set(ids)) == len(ids)
    assert record["compiledRelease"]["tag"] == ["compiled"]


def test_the_compiled_release_is_how_things_stand(world: World, procurement: Procurement) -> None:
    now = record_of(world.api("programme"), procurement.tender.id)["compiledRelease"]
    assert [lot["status"] for lot in now["tender"]["lots"]] == ["active", "active", "withdrawn"]
    assert now["tender"]["status"] == "complete"
    assert now["tender"]["numberOfTenderers"] == 2
    assert "rationale" not in now["planning"]
    assert now["planning"]["budget"]["amount"] == money("22500000")
    statuses = {one["status"] for one in now["awards"]}
    assert statuses == {"active", "unsuccessful"}
    (contract,) = now["contracts"]
    assert contract["value"] == money("40500.00")
    (paid,) = contract["implementation"]["transactions"]
    assert paid["value"] == money("40500.00")
    assert paid["payer"]["id"] == now["buyer"]["id"]
    (done,) = contract["implementation"]["milestones"]
    assert (done["type"], done["status"]) == ("delivery", "met")


def test_counts_are_told_by_lot_once_the_seal_is_open(world: World) -> None:
    tender = Tender(world, need_with_lots())
    lot = {"lot": 0, "quantity": 900, "price": "40.50", "deliver_by": "2027-11-30"}
    tender.sent(world.api("msme"), lots=[lot])
    sealed = record_of(tender.buyer, tender.id)["compiledRelease"]
    assert "bids" not in sealed
    assert "numberOfTenderers" not in sealed["tender"]
    tender.close()
    opened = record_of(world.anonymous(), tender.id)["compiledRelease"]
    counts = {one.get("relatedLot"): one["value"] for one in opened["bids"]["statistics"]}
    assert counts == {None: 1, "1": 1}


def test_nobody_who_applied_in_vain_is_named(world: World, procurement: Procurement) -> None:
    text = world.api("programme").get(f"/needs/{procurement.tender.id}/ocds").text
    assert "Limkov DOO" in text
    assert "Varos DOO" not in text


def test_awards_and_contracts_are_told_to_their_parties(
    world: World, procurement: Procurement
) -> None:
    need = procurement.tender.id
    buyer = record_of(procurement.tender.buyer, need)["compiledRelease"]
    assert len(buyer["awards"]) == 2
    winner = record_of(procurement.winner, need)["compiledRelease"]
    assert [one["id"] for one in winner["awards"]] == [procurement.award]
    assert len(winner["contracts"]) == 1
    for reader in (world.anonymous(), procurement.loser, world.api("lead_firm")):
        told = record_of(reader, need)["compiledRelease"]
        assert not {"awards", "contracts"} & told.keys()
        assert [one["roles"] for one in told["parties"]] == [["buyer", "procuringEntity"]]


def test_parties_have_their_registers_number(world: World, procurement: Procurement) -> None:
    now = record_of(world.api("programme"), procurement.tender.id)["compiledRelease"]
    for party in now["parties"]:
        assert party["identifier"]["scheme"] == "MK-CR"
        assert party["id"] == f"MK-CR-{party['identifier']['id']}"
    roles = {role for party in now["parties"] for role in party["roles"]}
    assert roles == {"buyer", "procuringEntity", "payer", "supplier", "payee"}


def test_a_change_of_contract_is_an_amendment(world: World, procurement: Procurement) -> None:
    deal = procurement.deal
    before = deal.read()
    body = {"payment_days": 45, "message": "As agreed."}
    made = deal.buyer.post(f"{deal.path}/changes", body)
    assert made.status_code in (200, 201), made.json
    change = made.json["id"]
    world.clock.forward(days=1)
    answer = deal.supplier.post(f"{deal.path}/changes/{change}/accept")
    assert answer.status_code == 200, answer.json
    assert before
    record = record_of(world.api("programme"), procurement.tender.id)
    (release,) = [one for one in record["releases"] if one["tag"] == ["contractAmendment"]]
    assert release["contracts"][0]["amendments"][0]["description"] == "payment_days"


def test_what_is_no_procurement_or_not_public_has_no_record(world: World) -> None:
    buyer = world.api("lead_firm")
    draft = buyer.post("/needs", need_with_lots()).json["id"]
    people = buyer.post("/needs", workforce_need()).json["id"]
    buyer.post(f"/needs/{people}/publish")
    for need in (draft, people, "none"):
        assert buyer.get(f"/needs/{need}/ocds").status_code == 404
        assert world.anonymous().get(f"/needs/{need}/ocds").status_code == 404
