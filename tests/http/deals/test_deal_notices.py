"""Who hears of what on a deal, and what a home asks for."""

from __future__ import annotations

from typing import Any

from marketplace.deals.checks import CHECKS
from tests.support.deals import opened
from tests.support.notices import mails
from tests.support.pages import Visitor
from tests.support.world import Api, World


def kinds(client: Api) -> list[str]:
    """What was told to the client's person, the oldest first."""
    items: list[dict[str, Any]] = client.get("/notifications").json["items"]
    told = (one["kind"] for one in reversed(items))
    return [kind for kind in told if not kind.startswith(("match.", "outcome."))]


def test_each_step_is_told_to_the_side_that_it_concerns(world: World) -> None:
    deal = opened(world)
    delivery = deal.deliver().json["id"]
    deal.accept(delivery)
    invoice = deal.invoice().json["id"]
    payment = deal.pay(invoice).json["id"]
    deal.supplier.post(f"{deal.path}/payments/{payment}/confirm")
    deal.buyer.post(f"{deal.path}/complete")
    deal.buyer.post(f"{deal.path}/ratings", {"score": 5})
    world.deliver()
    assert kinds(deal.buyer) == [
        "deal.opened",
        "delivery.recorded",
        "invoice.recorded",
        "payment.confirmed",
        "deal.completed",
    ]
    assert kinds(deal.supplier) == [
        "deal.opened",
        "delivery.accepted",
        "payment.recorded",
        "deal.completed",
        "deal.rated",
    ]


def test_what_goes_wrong_is_told_with_its_reason(world: World) -> None:
    deal = opened(world)
    delivery = deal.deliver().json["id"]
    why = {"reason": "All are too short."}
    deal.buyer.post(f"{deal.path}/deliveries/{delivery}/reject", why)
    world.deliver()
    deal.buyer.post(f"{deal.path}/undo")
    deal.accept(delivery)
    invoice = deal.invoice().json["id"]
    payment = deal.pay(invoice).json["id"]
    none = {"reason": "Nothing came in."}
    deal.supplier.post(f"{deal.path}/payments/{payment}/deny", none)
    deal.supplier.post(f"{deal.path}/delays", {"until": "2027-02-01", "reason": "Late steel."})
    change = deal.supplier.post(f"{deal.path}/changes", {"payment_days": 10}).json["id"]
    deal.buyer.post(f"{deal.path}/changes/{change}/refuse", {"reason": "We pay in 30 days."})
    deal.buyer.post(f"{deal.path}/terminate", {"reason": "The line was closed."})
    world.deliver()
    told = kinds(deal.supplier)
    assert {"delivery.rejected", "deal.undone", "change.refused", "deal.terminated"} <= set(told)
    assert {"payment.denied", "deal.delayed", "change.proposed"} <= set(kinds(deal.buyer))
    texts = "\n".join(mail.get_content() for mail in mails(world))
    for reason in (*why.values(), *none.values(), "Late steel.", "We pay in 30 days."):
        assert reason in texts


def test_a_home_asks_for_what_is_to_do(world: World) -> None:
    deal = opened(world)
    deal.deliver(500, number="P-1")
    buyer = Visitor(world, deal.buyer.person, deal.buyer.organization)
    assert "Accept delivery P-1" in buyer.get("/home").text
    delivery = deal.read()["deliveries"][0]["id"]
    deal.accept(delivery)
    invoice = deal.invoice("20250", "3645").json["id"]
    deal.supplier.post(f"{deal.path}/payments", {"invoice": invoice, "amount": "100"})
    deal.supplier.post(f"{deal.path}/changes", {"payment_days": 10})
    page = buyer.get("/home").text
    assert "Confirm a payment of" in page
    assert "Answer a change of the contract" in page
    world.clock.forward(days=20)
    later = Visitor(world, deal.buyer.person, deal.buyer.organization)
    assert "Pay invoice 21-0274" in later.get("/home").text
    supplier = Visitor(world, deal.supplier.person, deal.supplier.organization)
    assert "D-0001" in supplier.get("/home").text


def test_verify_holds_and_republish_repeats_no_notice(world: World) -> None:
    deal = opened(world)
    deal.completed()
    opened(world).deliver(400)
    world.deliver()
    for check in CHECKS.values():
        faults = world.look(lambda session, check=check: list(check(session, world.runtime.ports)))
        assert faults == []
    snapshots = world.runtime.snapshots()["deals"]
    told = world.look(lambda session: [one.type for one in snapshots(session)])
    assert told == ["deal.completed", "deal.changed"]
