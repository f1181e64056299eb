"""The life of a deal through the API: delivered, accepted, invoiced, paid, completed."""

from __future__ import annotations

import pytest

from tests.support.deals import Parties, award, opened
from tests.support.world import World


@pytest.fixture
def deal(world: World) -> Parties:
    return opened(world)


def test_a_final_award_opens_one_deal_that_the_parties_alone_read(
    world: World, deal: Parties
) -> None:
    found = deal.read()
    assert (found["state"], found["value"], found["payment_days"]) == ("open", "40500.00", 30)
    assert found["supplier"] == deal.supplier.organization
    assert found["ref"] == "D-0001"
    shares = {(one["kind"], one["share"]) for one in found["milestones"]}
    assert shares == {("delivery", 100), ("financing", 100)}
    award(world, deal.need, deal.buyer.organization, deal.supplier.organization, id=found["award"])
    world.deliver()
    assert deal.buyer.get("/deals").json["total"] == 1
    assert world.api("msme").get(deal.path).status_code == 404
    assert world.anonymous().get(deal.path).status_code == 401
    assert world.api("programme").get(deal.path).status_code == 200


def test_from_delivery_to_completion(world: World, deal: Parties) -> None:
    delivery = deal.deliver(number="P-118").json
    assert delivery["state"] == "recorded"
    assert deal.read()["state"] == "in_delivery"
    assert deal.accept(delivery["id"]).json["state"] == "accepted"
    invoice = deal.invoice().json
    assert (invoice["amount"], invoice["due_on"]) == ("47790.00", "2026-12-24")
    payment = deal.pay(invoice["id"])
    assert payment.status_code == 201
    assert (payment.json["net"], payment.json["vat"]) == ("40500.00", "7290.00")
    confirmed = deal.supplier.post(f"{deal.path}/payments/{payment.json['id']}/confirm")
    assert confirmed.json["state"] == "confirmed"
    done = deal.buyer.post(f"{deal.path}/complete")
    assert done.status_code == 200, done.json
    assert (done.json["state"], done.json["paid_net"]) == ("completed", "40500.00")
    assert deal.deliver().json["code"] == "deal-over"
    world.deliver()


def test_each_side_has_its_own_acts(deal: Parties) -> None:
    delivery = deal.deliver().json["id"]
    body = {"lots": [{"lot": 0, "quantity": 1}]}
    assert deal.buyer.post(f"{deal.path}/deliveries", body).status_code == 403
    accept = f"{deal.path}/deliveries/{delivery}/accept"
    assert deal.supplier.post(accept, {}).status_code == 403
    bill = {"number": "1", "net": "1"}
    assert deal.buyer.post(f"{deal.path}/invoices", bill).status_code == 403


def test_nothing_goes_beyond_the_contract(deal: Parties) -> None:
    assert deal.deliver(1001).json["errors"][0]["pointer"] == "/lots/0/quantity"
    first = deal.deliver(600).json["id"]
    assert deal.deliver(401).status_code == 422
    assert deal.invoice().json["errors"][0]["pointer"] == "/net"
    part = deal.accept(first, lots=[{"lot": 0, "quantity": 400}])
    assert part.json["errors"][0]["pointer"] == "/reason"
    part = deal.accept(first, lots=[{"lot": 0, "quantity": 400}], reason="200 have burrs.")
    assert part.json["state"] == "part"
    assert deal.invoice("16200.01").status_code == 422
    invoice = deal.invoice("16200.00", "2916.00")
    assert invoice.status_code == 201
    assert deal.pay(invoice.json["id"], "19116.01").status_code == 422
    assert deal.deliver(600).status_code == 201
    assert deal.buyer.post(f"{deal.path}/complete").json["code"] == "not-delivered"


def test_a_number_is_used_once_by_a_supplier(world: World, deal: Parties) -> None:
    deal.invoiced()
    other = award(world, deal.need, deal.buyer.organization, deal.supplier.organization)
    world.deliver()
    found = deal.buyer.get("/deals").json["items"]
    second = next(one for one in found if one["award"] == other["id"])
    twin = Parties(world, deal.buyer, deal.supplier, deal.need, second["id"])
    twin.delivered()
    assert twin.invoice().json["errors"][0]["pointer"] == "/number"
    assert twin.invoice(number="21-0275").status_code == 201


def test_payments_in_parts_sum_to_the_invoice(deal: Parties) -> None:
    invoice = deal.invoiced()
    parts = [deal.pay(invoice, amount).json for amount in ("10000.01", "20000.02", "17789.97")]
    assert [one["net"] for one in parts] == ["8474.58", "16949.17", "15076.25"]
    assert deal.read()["paid_net"] == "40500.00"


def test_a_denied_payment_counts_no_more_and_reopens_a_completed_deal(deal: Parties) -> None:
    invoice = deal.invoiced()
    payment = deal.pay(invoice).json["id"]
    path = f"{deal.path}/payments/{payment}"
    assert deal.buyer.post(f"{path}/confirm").status_code == 403
    deal.buyer.post(f"{deal.path}/complete")
    denied = deal.supplier.post(f"{path}/deny", {"reason": "Nothing came in."})
    assert denied.json["state"] == "denied"
    found = deal.read()
    assert (found["state"], found["paid"]) == ("delivered", "0.00")


def test_the_last_thing_done_can_be_undone_by_who_did_it(deal: Parties) -> None:
    deal.deliver()
    assert deal.buyer.post(f"{deal.path}/undo").json["code"] == "nothing-to-undo"
    assert deal.supplier.post(f"{deal.path}/undo").json["state"] == "open"
    delivery = deal.deliver().json["id"]
    deal.accept(delivery)
    assert deal.supplier.post(f"{deal.path}/undo").status_code == 409
    undone = deal.buyer.post(f"{deal.path}/undo").json
    assert (undone["state"], undone["accepted"]) == ("in_delivery", "0.00")
    deal.accept(delivery)
    invoice = deal.invoice().json["id"]
    assert deal.supplier.post(f"{deal.path}/undo").json["invoiced"] == "0.00"
    assert deal.pay(invoice).status_code == 404
    assert deal.invoice().status_code == 201


def test_undoing_has_its_time(world: World, deal: Parties) -> None:
    deal.deliver()
    world.clock.forward(hours=25)
    assert deal.supplier.post(f"{deal.path}/undo").status_code == 409


def test_a_repeated_request_records_once(deal: Parties) -> None:
    body = {"lots": [{"lot": 0, "quantity": 10}]}
    path = f"{deal.path}/deliveries"
    first = deal.supplier.post(path, body, Idempotency_Key="d1")
    again = deal.supplier.post(path, body, Idempotency_Key="d1")
    assert (again.status_code, again.json["id"]) == (201, first.json["id"])
    assert len(deal.read()["deliveries"]) == 1
    stale = deal.supplier.post(path, body, If_Match='"1"')
    assert stale.status_code == 412
