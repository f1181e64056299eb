"""Pages of deals: the list, the deal for both sides, and every form without scripts."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.support.deals import Parties, opened
from tests.support.pages import Visitor
from tests.support.world import World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def deal(world: World) -> Parties:
    return opened(world)


@pytest.fixture
def buyer(world: World, deal: Parties) -> Visitor:
    return Visitor(world, deal.buyer.person, deal.buyer.organization)


@pytest.fixture
def supplier(world: World, deal: Parties) -> Visitor:
    return Visitor(world, deal.supplier.person, deal.supplier.organization)


def send(visitor: Visitor, path: str, **data: Any) -> Any:
    """The form as it is shown, filled and sent; the page after it."""
    assert visitor.get(path).status_code == 200
    answer = visitor.post(path, {key.replace("__", "."): value for key, value in data.items()})
    assert answer.status_code == 303, answer.text
    return visitor.get(answer.headers["Location"])


def test_from_delivery_to_completion_by_forms(
    deal: Parties, buyer: Visitor, supplier: Visitor
) -> None:
    path = deal.path
    assert "Add a delivery note" in supplier.get(path).text
    rows = {"lots.0.lot~": "0", "lots.0.quantity": "1,000", "number": "P-118"}
    page = send(supplier, f"{path}/deliver", **rows, file1=(io.BytesIO(PDF), "note.pdf"))
    assert "note.pdf" in page.text
    delivery = deal.read()["deliveries"][0]["id"]
    assert "Look at the delivery" in buyer.get(path).text
    page = send(buyer, f"{path}/deliveries/{delivery}", _act="accept", **{"lots.0.lot~": "0"})
    assert "Delivery P-118 accepted" in page.text
    page = send(supplier, f"{path}/invoice", number="21-0274", net="40,500", vat="7,290")
    assert "Invoice 21-0274, MKD\u00a047,790" in page.text
    invoice = deal.read()["invoices"][0]["id"]
    page = send(buyer, f"{path}/pay?invoice={invoice}", invoice=invoice, amount="47790")
    assert "Complete the deal" in page.text
    payment = deal.read()["payments"][0]["id"]
    page = send(supplier, f"{path}/payments/{payment}", _act="confirm")
    assert "Confirmed" in page.text
    page = send(buyer, f"{path}/complete")
    assert "Completed" in page.text
    page = send(buyer, f"{path}/rate", score="5", text="On time, every time.")
    assert "On time, every time." in page.text
    assert "On time, every time." not in supplier.get(path).text


def test_what_is_refused_keeps_what_was_typed(deal: Parties, supplier: Visitor) -> None:
    supplier.get(f"{deal.path}/deliver")
    rows = {"lots.0.lot~": "0", "lots.0.quantity": "2,000", "note": "Two pallets."}
    answer = supplier.post(f"{deal.path}/deliver", rows)
    assert answer.status_code == 422
    assert "more than is left to deliver" in answer.text
    assert "Two pallets." in answer.text
    assert "2,000" in answer.text


def test_a_delivery_is_accepted_in_part_or_rejected(
    deal: Parties, buyer: Visitor, supplier: Visitor
) -> None:
    first, second = deal.deliver(600).json["id"], deal.deliver(400).json["id"]
    part = {"lots.0.lot~": "0", "lots.0.quantity": "500", "reason": "100 have burrs."}
    page = send(buyer, f"{deal.path}/deliveries/{first}", _act="accept", **part)
    assert "Accepted in part" in page.text
    bad = {"_act": "reject", "reason": "All are too short."}
    page = send(buyer, f"{deal.path}/deliveries/{second}", **bad)
    assert "All are too short." in page.text
    assert "All are too short." in supplier.get(f"{deal.path}/deliveries/{second}").text


def test_a_change_is_proposed_and_accepted(
    deal: Parties, buyer: Visitor, supplier: Visitor
) -> None:
    shown = buyer.get(f"{deal.path}/change").text
    assert 'value="40.5"' in shown
    form = {
        "lots.0.lot~": "0",
        "lots.0.quantity": "1,200",
        "lots.0.price": "40.50",
        "payment_days": "90",
        "explicit_term": "true",
    }
    page = send(buyer, f"{deal.path}/change", **form)
    assert "Waits for an answer" in page.text
    change = deal.read()["changes"][0]["id"]
    path = f"{deal.path}/changes/{change}"
    assert "1,200" in supplier.get(path).text
    assert supplier.post(path, {"_act": "accept"}).status_code == 422
    page = send(supplier, path, _act="accept", explicit_term="true")
    assert "The contract was changed" in page.text
    assert deal.read()["payment_days_in_force"] == 90


def test_a_dispute_is_led_by_forms(deal: Parties, buyer: Visitor, supplier: Visitor) -> None:
    send(buyer, f"{deal.path}/dispute", about="quality", text="14 pieces have burrs.")
    path = f"{deal.path}/disputes/{deal.read()['disputes'][0]['id']}"
    send(supplier, path, text="We replace them.", settles="true")
    page = send(buyer, path, _act="close")
    assert "Settled by agreement" in page.text


def test_undo_delay_start_and_end(deal: Parties, buyer: Visitor, supplier: Visitor) -> None:
    supplier.get(deal.path)
    assert supplier.post(f"{deal.path}/start").status_code == 303
    assert "Work began" in supplier.get(deal.path).text
    supplier.post(f"{deal.path}/undo")
    assert "Undone" in supplier.get(deal.path).text
    page = send(supplier, f"{deal.path}/delay", until="2027-02-01", reason="Steel comes late.")
    assert "Steel comes late." in page.text
    page = send(buyer, f"{deal.path}/terminate", reason="The line was closed.")
    assert "Ended early" in page.text


def test_an_invoice_paid_late_shows_what_the_law_adds(
    world: World, deal: Parties, supplier: Visitor
) -> None:
    invoice = deal.invoiced()
    world.clock.forward(days=40)
    supplier = Visitor(world, deal.supplier.person, deal.supplier.organization)
    page = supplier.get(f"{deal.path}/invoices/{invoice}").text
    assert "MKD\u00a02,400" in page
    assert "Overdue 10 days" in supplier.get(deal.path).text


def test_the_list_filters_sorts_and_downloads(world: World, deal: Parties, buyer: Visitor) -> None:
    assert "Stamped steel brackets" in buyer.get("/deals").text
    assert "No deal fits" in buyer.get("/deals?q=nothing").text
    assert deal.id in buyer.get("/deals?state=open&sort=-value").text
    found = buyer.get("/deals?format=csv")
    assert found.mimetype == "text/csv"
    assert "D-0001" in found.text
    assert buyer.get("/deals?format=xlsx").status_code == 200
    other = world.api("msme")
    assert "No deals yet" in Visitor(world, other.person, other.organization).get("/deals").text


def test_the_programme_reads_and_others_do_not(world: World, deal: Parties) -> None:
    staff, other = world.api("programme"), world.api("msme")
    page = Visitor(world, staff.person, staff.organization).get(deal.path)
    assert page.status_code == 200
    assert "Raise a dispute" not in page.text
    assert Visitor(world, other.person, other.organization).get(deal.path).status_code == 404


@pytest.mark.parametrize("step", ["deliver", "invoice", "pay", "delay", "change", "rate"])
def test_every_form_shows_for_its_side(deal: Parties, supplier: Visitor, step: str) -> None:
    assert supplier.get(f"{deal.path}/{step}").status_code == 200
