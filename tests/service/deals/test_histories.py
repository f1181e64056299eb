"""Whatever the parties do in whatever order, a deal's figures hold."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deals import billing, changes, checks, deliveries, disputes, ending, undo
from marketplace.deals.models import Deal, Delivery, Dispute, Invoice, Payment, Proposal
from marketplace.errors import DomainError
from marketplace.policy import Actor
from tests.support.deals import LOTS, award
from tests.support.needs import supplier_need
from tests.support.world import World

SHARES = st.sampled_from([1.0, 1.0, 0.5, 0.1, 1.1])
PLANS = ((100,), (30, 70), (40, 40))


class Parties(RuleBasedStateMachine):
    """Two parties that try everything; what is refused must leave nothing behind."""

    def __init__(self, world: World, need: str, buyer: Actor, supplier: Actor) -> None:
        super().__init__()
        self.world, self.buyer, self.supplier = world, buyer, supplier
        lots = [LOTS[0], LOTS[0] | {"lot": 1, "quantity": 7.5, "price": "0.33"}]
        made = award(world, need, buyer.organization, supplier.organization, lots=lots)
        world.deliver()
        self.deal = world.look(lambda s: s.scalar(select(Deal.id).filter_by(award_id=made["id"])))
        for lot, quantity in ((0, 600), (1, 7.5)):
            self.deliver(quantity / (1000 if lot == 0 else 7.5), lot)

    def do(self, act: Callable[[Session], Any]) -> None:
        try:
            with self.world.sessions.write() as session:
                act(session)
        except DomainError:
            pass

    def some(self, model: Any, **wanted: Any) -> str:
        found = select(model.id).filter_by(deal_id=self.deal, **wanted).order_by(model.id)
        return self.world.look(lambda s: s.scalars(found).first()) or "none"

    def has(self, model: Any, **wanted: Any) -> bool:
        return self.some(model, **wanted) != "none"

    def figure(self, name: str) -> Any:
        return self.world.look(lambda s: getattr(s.get_one(Deal, self.deal), name))

    def actor(self, ours: bool) -> Actor:
        return self.buyer if ours else self.supplier

    @rule(share=SHARES, lot=st.integers(0, 2))
    def deliver(self, share: float, lot: int) -> None:
        whole = 1000 if lot == 0 else 7.5
        body = {"lots": [{"lot": lot, "quantity": round(whole * share, 2)}]}
        self.do(lambda s: deliveries.record_delivery(s, self.supplier, self.deal, body))

    @precondition(lambda self: self.has(Delivery, state="recorded"))
    @rule(share=SHARES)
    def accept(self, share: float) -> None:
        one = self.some(Delivery, state="recorded")
        rows = self.world.look(lambda s: row.lots if (row := s.get(Delivery, one)) else [])
        part = [r | {"quantity": str(Decimal(r["quantity"]) * Decimal(str(share)))} for r in rows]
        body = {"lots": part, "reason": "The rest has burrs."}
        self.do(lambda s: deliveries.accept_delivery(s, self.buyer, self.deal, one, body))

    @precondition(lambda self: self.has(Delivery, state="recorded"))
    @rule()
    def reject(self) -> None:
        one = self.some(Delivery, state="recorded")
        self.do(lambda s: deliveries.reject_delivery(s, self.buyer, self.deal, one, "Burrs."))

    @precondition(lambda self: self.figure("accepted") > 0)
    @rule(number=st.integers(1, 4), share=SHARES, vat=st.sampled_from(["0.00", "0.01", "50.00"]))
    def invoice(self, number: int, share: float, vat: str) -> None:
        def act(session: Session) -> None:
            left = billing.left_to_invoice(session, session.get_one(Deal, self.deal))
            net = str((left * Decimal(str(share))).quantize(Decimal("0.01")))
            body = {"number": f"{self.deal}{number}", "net": net, "vat": vat}
            billing.record_invoice(session, self.supplier, self.deal, body)

        self.do(act)

    @precondition(lambda self: self.has(Invoice, state="open"))
    @rule(share=SHARES, ours=st.booleans())
    def pay(self, share: float, ours: bool) -> None:
        one = self.some(Invoice, state="open")
        gross = self.world.look(lambda s: row.gross if (row := s.get(Invoice, one)) else Decimal(1))
        amount = str((gross * Decimal(str(share))).quantize(Decimal("0.01")))
        body = {"invoice": one, "amount": amount}
        self.do(lambda s: billing.record_payment(s, self.actor(ours), self.deal, body))

    @precondition(lambda self: self.has(Payment, state="recorded"))
    @rule(ours=st.booleans(), deny=st.booleans())
    def judge(self, ours: bool, deny: bool) -> None:
        one, actor = self.some(Payment, state="recorded"), self.actor(ours)
        if deny:
            self.do(lambda s: billing.deny_payment(s, actor, self.deal, one, "Nothing came in."))
        else:
            self.do(lambda s: billing.confirm_payment(s, actor, self.deal, one))

    @rule(ours=st.booleans(), quantity=st.sampled_from([200, 900, 1000, 2000]))
    def change_quantity(self, ours: bool, quantity: float) -> None:
        body = {"lots": [{"lot": 0, "quantity": quantity}]}
        self.do(lambda s: changes.propose_change(s, self.actor(ours), self.deal, body))

    @rule(
        ours=st.booleans(), plan=st.sampled_from(PLANS), due=st.sampled_from(["2026-01-01", None])
    )
    def change_plan(self, ours: bool, plan: tuple[int, ...], due: str | None) -> None:
        rows = [
            {"title": "Step", "kind": kind, "share": share, "due": due, "lot": None}
            for kind, shares in (("delivery", (100,)), ("financing", plan))
            for share in shares
        ]
        body = {"milestones": rows}
        self.do(lambda s: changes.propose_change(s, self.actor(ours), self.deal, body))

    @precondition(lambda self: self.has(Proposal, state="proposed"))
    @rule(ours=st.booleans(), accept=st.booleans())
    def answer(self, ours: bool, accept: bool) -> None:
        one, actor = self.some(Proposal, state="proposed"), self.actor(ours)
        if accept:
            self.do(lambda s: changes.accept_change(s, actor, self.deal, one))
        else:
            self.do(lambda s: changes.refuse_change(s, actor, self.deal, one, "No."))

    @precondition(lambda self: self.figure("paid") > 0 and not self.has(Dispute, state="open"))
    @rule(ours=st.booleans())
    def raise_dispute(self, ours: bool) -> None:
        body = {"about": "quality", "text": "It has burrs."}
        self.do(lambda s: disputes.open_dispute(s, self.actor(ours), self.deal, body))

    @precondition(lambda self: self.has(Dispute, state="open"))
    @rule(offers=st.booleans())
    def settle(self, offers: bool) -> None:
        one = self.some(Dispute, state="open")
        if offers:
            said = ("We replace it.", True)
            self.do(lambda s: disputes.answer_dispute(s, self.supplier, self.deal, one, *said))
        for actor in (self.buyer, self.supplier):
            self.do(lambda s, by=actor: disputes.close_dispute(s, by, self.deal, one))

    @precondition(lambda self: self.figure("revision") > 1)
    @rule(ours=st.booleans(), hours=st.sampled_from([0, 0, 25]))
    def undo(self, ours: bool, hours: int) -> None:
        self.world.clock.forward(hours=hours)
        self.do(lambda s: undo.undo_last(s, self.actor(ours), self.deal))

    @precondition(lambda self: self.figure("paid") > 0)
    @rule(ours=st.booleans())
    def complete(self, ours: bool) -> None:
        self.do(lambda s: ending.complete_deal(s, self.actor(ours), self.deal))

    @invariant()
    def everything_holds(self) -> None:
        def ask(session: Session) -> list[str]:
            deal = session.get_one(Deal, self.deal)
            faults = [*checks.figure_faults(session, deal), *checks.state_faults(session, deal)]
            assert deal.accepted <= deal.value
            assert deal.invoiced_net <= deal.value
            assert deal.paid <= deal.invoiced
            assert deal.paid_net <= deal.invoiced_net
            return faults

        assert self.world.look(ask) == []


def test_any_history_keeps_the_figures(world: World) -> None:
    buyer, supplier = world.api("lead_firm"), world.api("msme")
    need = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{need}/publish")
    world.deliver()
    actors = [
        Actor(one.person, one.organization, frozenset({kind}), "editor", verified=True)
        for one, kind in ((buyer, "lead_firm"), (supplier, "msme"))
    ]
    run_state_machine_as_test(
        lambda: Parties(world, need, *actors),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
