"""What the clock does on deals: acceptance terms, reminders, and what buyers are known for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.tables import outbox
from marketplace.deals.queries import promised
from tests.support.deals import Parties, opened
from tests.support.world import World


def reminders(world: World) -> list[str]:
    def ask(session: Session) -> list[str]:
        rows = session.execute(select(outbox.c.data).where(outbox.c.type == "deal.reminder"))
        return [row.data["about"] for row in rows]

    found: list[str] = world.look(ask)
    return found


def change(deal: Parties, **body: object) -> None:
    made = deal.buyer.post(f"{deal.path}/changes", body).json["id"]
    deal.supplier.post(f"{deal.path}/changes/{made}/accept", {})


def test_the_term_to_accept_is_five_working_days(world: World) -> None:
    deal = opened(world)
    due = deal.deliver().json["accept_by"]
    assert due == "2026-12-01T23:00:00+00:00", "Tuesday's delivery, end of the next Tuesday"
    world.clock.forward(days=14)
    on_st_clement = deal_of_december(world).deliver().json["accept_by"]
    assert on_st_clement == "2026-12-15T23:00:00+00:00"


def deal_of_december(world: World) -> Parties:
    assert world.clock.now().date().isoformat() == "2026-12-08"
    return opened(world)


def test_the_buyer_is_reminded_each_term_and_nothing_is_accepted_for_it(world: World) -> None:
    deal = opened(world)
    deal.deliver()
    world.clock.forward(days=8)
    world.deliver()
    assert reminders(world) == ["acceptance"]
    world.clock.forward(days=9)
    world.deliver()
    assert reminders(world) == ["acceptance"] * 2
    assert deal.read()["deliveries"][0]["state"] == "recorded"


def test_silence_accepts_where_the_contract_says_so(world: World) -> None:
    deal = opened(world)
    change(deal, silence="accepted", acceptance_days=3)
    deal.deliver()
    world.clock.forward(days=4)
    world.deliver()
    found = deal.read()
    assert (found["deliveries"][0]["state"], found["state"]) == ("accepted", "delivered")
    assert found["entries"][-1]["by"] is None


def test_payments_are_reminded_before_and_after_they_are_due(world: World) -> None:
    deal = opened(world)
    invoice = deal.invoiced()
    world.clock.forward(days=26)
    world.deliver()
    assert reminders(world) == ["payment_due"]
    world.clock.forward(days=6)
    world.deliver()
    assert reminders(world) == ["payment_due", "payment_late"]
    deal.pay(invoice)
    world.clock.forward(days=40)
    world.deliver()
    assert len(reminders(world)) == 2


def test_what_a_buyer_is_known_for(world: World) -> None:
    deal = opened(world)
    path = f"/organizations/{deal.buyer.organization}/fair-dealing"
    assert world.anonymous().get(path).json["days_to_pay"] is None
    invoice = deal.invoiced()
    world.clock.forward(days=37)
    assert world.anonymous().get(path).json["late"] == 1
    deal.pay(invoice)
    found = world.anonymous().get(path).json
    assert (found["days_to_pay"], found["agreed_days"], found["late"]) == (37, 30, 1)
    assert (found["needs"], found["cancelled"], found["invoices"]) == (1, 0, 1)


def test_open_deals_promise_what_is_not_accepted_yet(world: World) -> None:
    deal = opened(world)
    firm = str(deal.supplier.organization)
    assert world.look(lambda s: promised(s, firm)) == {"piece": 1000}
    assert world.look(lambda s: promised(s, firm, unit="tonne")) == {}
    assert world.look(lambda s: promised(s, firm, cpv="44316500-3")) == {"piece": 1000}
    delivery = deal.deliver(400).json["id"]
    deal.accept(delivery)
    assert world.look(lambda s: promised(s, firm)) == {"piece": 600}
    deal.buyer.post(f"{deal.path}/terminate", {"reason": "The line was closed."})
    assert world.look(lambda s: promised(s, firm)) == {}
