"""Changes of the contract, delays, disputes, endings and ratings through the API."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.needs.models import Need
from tests.support.deals import Parties, opened
from tests.support.world import World


@pytest.fixture
def deal(world: World) -> Parties:
    return opened(world)


def milestones(*shares: tuple[str, float]) -> list[dict[str, Any]]:
    return [{"title": f"Step {n}", "kind": kind, "share": s} for n, (kind, s) in enumerate(shares)]


def propose(deal: Parties, **body: Any) -> Any:
    return deal.buyer.post(f"{deal.path}/changes", body)


def accept(deal: Parties, change: str, **body: Any) -> Any:
    return deal.supplier.post(f"{deal.path}/changes/{change}/accept", body)


def test_a_change_holds_once_both_want_it(world: World, deal: Parties) -> None:
    new = milestones(("delivery", 40), ("delivery", 60), ("financing", 100))
    made = propose(deal, milestones=new, payment_days=45, incoterm="DAP")
    assert made.status_code == 201, made.json
    assert made.json["changed"] == ["incoterm", "milestones", "payment_days"]
    assert deal.read()["payment_days"] == 30
    own = deal.buyer.post(f"{deal.path}/changes/{made.json['id']}/accept", {})
    assert own.status_code == 403
    assert propose(deal, payment_days=10).json["code"] == "change-pending"
    assert accept(deal, made.json["id"]).json["state"] == "accepted"
    found = deal.read()
    assert (found["payment_days"], found["incoterm"], len(found["milestones"])) == (45, "DAP", 3)
    world.deliver()


def test_shares_sum_to_100_of_each_kind(deal: Parties) -> None:
    short = propose(deal, milestones=milestones(("delivery", 90), ("financing", 100)))
    assert [one["pointer"] for one in short.json["errors"]] == ["/milestones"]
    both = propose(deal, milestones=milestones(("delivery", 50), ("financing", 30)))
    assert len(both.json["errors"]) == 2
    strange = [one | {"lot": 7} for one in milestones(("delivery", 100), ("financing", 100))]
    faults = {one["pointer"] for one in propose(deal, milestones=strange).json["errors"]}
    assert {"/milestones/0/lot", "/milestones"} <= faults


def test_more_than_60_days_ask_for_an_explicit_word_of_both(deal: Parties) -> None:
    assert propose(deal, payment_days=121).json["errors"][0]["pointer"] == "/payment_days"
    assert propose(deal, payment_days=90).json["errors"][0]["pointer"] == "/explicit_term"
    made = propose(deal, payment_days=90, explicit_term=True).json["id"]
    refused = accept(deal, made)
    assert refused.json["errors"][0]["pointer"] == "/explicit_term"
    assert accept(deal, made, explicit_term=True).status_code == 200
    found = deal.read()
    assert (found["payment_days_in_force"], found["explicit_term"]) == (90, True)


def test_an_award_with_a_long_term_counts_60_days_until_both_say_so(world: World) -> None:
    deal = opened(world, payment_days=90)
    found = deal.read()
    assert (found["payment_days"], found["payment_days_in_force"]) == (90, 60)
    made = propose(deal, payment_days=90, explicit_term=True).json
    assert made["changed"] == ["explicit_term"]
    assert accept(deal, made["id"]).status_code == 422
    assert accept(deal, made["id"], explicit_term=True).status_code == 200
    assert deal.read()["payment_days_in_force"] == 90


def test_lots_change_but_not_below_what_was_delivered(deal: Parties) -> None:
    delivery = deal.deliver(600).json["id"]
    less = propose(deal, lots=[{"lot": 0, "quantity": 500}])
    assert less.json["errors"][0]["pointer"] == "/lots/0/quantity"
    dearer = propose(deal, lots=[{"lot": 0, "price": "50"}])
    assert dearer.json["errors"][0]["pointer"] == "/lots/0/price"
    made = propose(deal, lots=[{"lot": 0, "quantity": 600}]).json["id"]
    accept(deal, made)
    deal.accept(delivery)
    assert (deal.read()["value"], deal.read()["state"]) == ("24300.00", "delivered")


def test_a_refused_change_leaves_the_contract(deal: Parties) -> None:
    made = propose(deal, payment_days=45).json["id"]
    body = {"reason": "We need 30 days."}
    refused = deal.supplier.post(f"{deal.path}/changes/{made}/refuse", body)
    assert refused.json["state"] == "refused"
    assert deal.read()["payment_days"] == 30
    assert accept(deal, made).json["code"] == "change-decided"


def test_an_advance_can_be_invoiced_before_anything_is_accepted(world: World) -> None:
    deal = opened(world)
    plan = milestones(("delivery", 100), ("financing", 30), ("financing", 70))
    plan[1]["due"] = "2026-11-24"
    accept(deal, propose(deal, milestones=plan).json["id"])
    assert deal.invoice("12150.01", "0").status_code == 422
    assert deal.invoice("12150.00", "2187.00").status_code == 201


def test_a_dispute_is_settled_by_both(world: World, deal: Parties) -> None:
    body = {"about": "quality", "text": "14 pieces have burrs."}
    dispute = deal.buyer.post(f"{deal.path}/disputes", body).json["id"]
    path = f"{deal.path}/disputes/{dispute}"
    assert deal.read()["state"] == "disputed"
    assert deal.supplier.post(f"{path}/close").status_code == 403
    deal.buyer.post(f"{path}/steps", {"text": "Please look at them."})
    offer = {"text": "We replace all 14 until Friday.", "settles": True}
    assert deal.supplier.post(f"{path}/steps", offer).status_code == 200
    closed = deal.buyer.post(f"{path}/close").json
    assert (closed["outcome"], closed["agreed"]) == ("agreed", offer["text"])
    assert deal.read()["state"] == "open"
    world.deliver()


def test_a_dispute_keeps_a_deal_from_completing(deal: Parties) -> None:
    deal.pay(deal.invoiced())
    body = {"about": "other", "text": "Something is missing."}
    dispute = deal.supplier.post(f"{deal.path}/disputes", body).json["id"]
    assert deal.buyer.post(f"{deal.path}/complete").json["code"] == "disputed"
    withdrawn = deal.supplier.post(f"{deal.path}/disputes/{dispute}/close").json
    assert withdrawn["outcome"] == "withdrawn"
    assert deal.buyer.post(f"{deal.path}/complete").status_code == 200


def test_a_terminated_deal_still_takes_what_is_owed(deal: Parties) -> None:
    invoice = deal.invoiced()
    body = {"reason": "The line was closed."}
    ended = deal.buyer.post(f"{deal.path}/terminate", body).json
    assert (ended["state"], ended["reason"]) == ("terminated", body["reason"])
    assert deal.pay(invoice).status_code == 201
    assert deal.deliver(1).json["code"] == "deal-over"


def test_a_delay_is_told_and_changes_no_term(deal: Parties) -> None:
    body = {"until": "2027-01-10", "reason": "The steel comes late."}
    told = deal.supplier.post(f"{deal.path}/delays", body)
    assert told.status_code == 200
    assert told.json["lots"][0]["deliver_by"] == "2027-12-20"
    past = deal.supplier.post(f"{deal.path}/delays", body | {"until": "2026-11-24"})
    assert past.status_code == 422


def test_ratings_are_read_once_both_have_rated(world: World, deal: Parties) -> None:
    path = f"{deal.path}/ratings"
    assert deal.buyer.post(path, {"score": 5}).json["code"] == "deal-under-way"
    deal.completed()
    assert deal.buyer.post(path, {"score": 4, "text": "On time."}).status_code == 201
    assert deal.supplier.get(deal.path).json["ratings"] == []
    assert len(deal.read()["ratings"]) == 1
    deal.supplier.post(path, {"score": 5})
    assert len(deal.supplier.get(deal.path).json["ratings"]) == 2
    fair = world.anonymous().get(f"/organizations/{deal.supplier.organization}/fair-dealing").json
    assert (fair["rating"], fair["ratings"]) == (4, 1)


def test_ratings_open_after_30_days(world: World, deal: Parties) -> None:
    deal.completed()
    deal.buyer.post(f"{deal.path}/ratings", {"score": 2})
    world.clock.forward(days=31)
    world.deliver()
    assert len(deal.supplier.get(deal.path).json["ratings"]) == 1
    late = deal.supplier.post(f"{deal.path}/ratings", {"score": 5})
    assert late.json["code"] == "ratings-open"


def test_a_need_is_completed_with_its_deals(world: World, deal: Parties) -> None:
    with world.sessions.write() as session:
        session.get_one(Need, deal.need).state = "awarded"
    payment = deal.pay(deal.invoiced()).json["id"]
    deal.buyer.post(f"{deal.path}/complete")
    assert deal.buyer.get(f"/needs/{deal.need}").json["state"] == "completed"
    reason = {"reason": "Nothing came in."}
    deal.supplier.post(f"{deal.path}/payments/{payment}/deny", reason)
    assert deal.buyer.get(f"/needs/{deal.need}").json["state"] == "awarded"
    world.deliver()
