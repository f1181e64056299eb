"""A changed need asks each applicant to confirm; who does not falls away at the deadline."""

from __future__ import annotations

import pytest

from tests.support.applications import Tender, offer
from tests.support.world import Api, World

LATER = {"deliver_by": "2028-01-15"}


@pytest.fixture
def tender(world: World) -> Tender:
    return Tender(world)


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme")


def test_a_change_of_dates_asks_for_a_confirmation(tender: Tender, firm: Api) -> None:
    path = f"/applications/{tender.sent(firm)}"
    assert firm.post(f"{path}/confirm").json["code"] == "nothing-to-confirm"
    tender.revise(**LATER)
    assert firm.get(path).json["to_confirm"]
    done = firm.post(f"{path}/confirm")
    assert (done.json["to_confirm"], done.json["receipt"]["number"]) == (False, "A-000002")
    tender.close()
    assert tender.listed()["total"] == 1


def test_other_changes_ask_for_nothing(tender: Tender, firm: Api) -> None:
    path = f"/applications/{tender.sent(firm)}"
    tender.revise(description="The same brackets, in zinc or powder coated.")
    assert not firm.get(path).json["to_confirm"]


def test_a_changed_application_is_confirmed_with_it(tender: Tender, firm: Api) -> None:
    path = f"/applications/{tender.sent(firm)}"
    tender.revise(**LATER)
    assert not firm.put(path, offer(note="Ours."), If_Match='"2"').json["to_confirm"]


def test_what_no_longer_fits_cannot_be_confirmed(tender: Tender, firm: Api) -> None:
    path = f"/applications/{tender.sent(firm)}"
    tender.revise(lots=[tender.need["lots"][0] | {"quantity": 1000}])
    answer = firm.post(f"{path}/confirm")
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/lots/0/quantity")


def test_without_a_confirmation_it_lapses_at_the_deadline(
    world: World, tender: Tender, firm: Api
) -> None:
    application, other = tender.sent(firm), world.api("bso")
    tender.revise(**LATER)
    tender.sent(other)
    assert tender.listed()["total"] == 2
    world.clock.forward(days=90)
    assert tender.listed()["total"] == 1
    assert tender.buyer.get(f"/applications/{application}").status_code == 404
    world.deliver()
    assert firm.get(f"/applications/{application}").json["state"] == "lapsed"
