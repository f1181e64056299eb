"""Needs on their way: firms are asked, apply, are compared, one is given the order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.applications import offers
from marketplace.applications import services as applications
from marketplace.applications.models import Application
from marketplace.applications.queries import of_need
from marketplace.applications.schemas import ApplicationContent
from marketplace.demo.deal_steps import deal_steps
from marketplace.demo.plan import NeedPlan, OfferPlan, OrganizationPlan, TenderPlan
from marketplace.demo.steps import Cast, Step, posted
from marketplace.demo.tenders import closes
from marketplace.evaluation import ending, scoring
from marketplace.evaluation.award_rules import Given
from marketplace.evaluation.deciding import Wanted, create_award
from marketplace.evaluation.models import Award
from marketplace.matches.seen import viewed, waits
from marketplace.needs import dialogue
from marketplace.needs.models import Need

By = Mapping[int, OrganizationPlan]
COMPARED = ("compared", "standing", "deal")
ANSWERS = (
    "As for our present customers: measured before delivery, with its report.",
    "Our own lorry, every week; a stock of two weeks stands at our site.",
    "We employ locally and train two apprentices a year.",
)
NOTE = "Prices hold for the whole quantity. A sample can be sent within a week."
FULL = "Our presses are full until the summer; we could not keep the dates."
POSTPONED = "The line that needed these parts starts a year later."
NOBODY = "No offer was good enough at this price; the need will be posted again in parts."


def tender_steps(tender: TenderPlan, by: By, cast: Cast) -> Iterator[Step]:
    """All that happens after the need was posted."""
    need, buyer = tender.need, by[tender.need.buyer]
    for place, number in enumerate(tender.invited):
        at = need.published + timedelta(hours=5 + 7 * place)
        yield Step(at, _Invite(need, buyer, by[number], cast))
    for offer in tender.offers:
        yield Step(offer.at, _Apply(need, by[offer.firm], offer, cast))
    if tender.decided is None:
        return
    if tender.ends in COMPARED:
        yield Step(_scored(tender), _Score(tender, buyer, by, cast))
    yield Step(tender.decided, _Award(tender, buyer, by, cast))
    if tender.ends == "compared":
        yield Step(tender.decided + timedelta(days=3), _TakeBack(tender, buyer, by, cast))
    if tender.deal is not None:
        yield from deal_steps(tender, buyer, by[tender.winner], cast)


def _scored(tender: TenderPlan) -> datetime:
    """Half way from the deadline to the decision."""
    assert tender.decided is not None
    return closes(tender.need) + (tender.decided - closes(tender.need)) / 2


@dataclass(frozen=True, slots=True)
class _Invite:
    plan: NeedPlan
    buyer: OrganizationPlan
    firm: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan)
        if need is not None and need.state == "published":
            actor, firm = self.cast.actor(session, self.buyer), self.cast.id_of(session, self.firm)
            dialogue.invite(session, actor, need.id, firm)


@dataclass(frozen=True, slots=True)
class _Apply:
    plan: NeedPlan
    firm: OrganizationPlan
    offer: OfferPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan)
        if need is None or need.state != "published":
            return
        actor = self.cast.actor(session, self.firm)
        content = ApplicationContent().load(self._content(need))
        made = applications.create_application(session, actor, need.id, content)
        if self.offer.sent:
            session.flush()
            applications.submit_application(session, actor, made.id, None)

    def _content(self, need: Need) -> dict[str, object]:
        lots = offers.lots_of(need.content)
        most = Decimal(need.content["budget"]["max"]) / sum(
            (Decimal(str(lot["quantity"])) for lot in lots), Decimal()
        )
        price = most * Decimal(str(round(self.offer.price, 4)))
        rows = [
            {
                "lot": place,
                "quantity": lot["quantity"],
                "price": f"{price:.2f}",
                "deliver_by": need.content["deliver_by"],
            }
            for place, lot in enumerate(lots)
        ]
        named = [one["name"] for one in offers.answerable(need.content)]
        answers = [
            {"criterion": name, "text": text} for name, text in zip(named, ANSWERS, strict=False)
        ]
        return {"lots": rows, "answers": answers, "note": NOTE}


@dataclass(frozen=True, slots=True)
class _Score:
    plan: TenderPlan
    buyer: OrganizationPlan
    by: By
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan.need)
        if need is None:
            return
        quality = {self.cast.id_of(session, self.by[o.firm]): o.quality for o in self.plan.offers}
        found = of_need(session, need.id)
        given = {one.id: quality[one.organization_id] for one in found}
        entries = [
            scoring.Entry(key, Decimal(max(given[key[0]] - 6 * (key[2] % 2), 0)))
            for key in sorted(scoring.keys(need, found))
        ]
        actor = self.cast.actor(session, self.buyer)
        scoring.save_scores(session, actor, need.id, entries, last=True)


@dataclass(frozen=True, slots=True)
class _Award:
    plan: TenderPlan
    buyer: OrganizationPlan
    by: By
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan.need)
        if need is None:
            return
        lots = range(len(offers.lots_of(need.content)))
        wanted = Wanted(none=dict.fromkeys(lots, NOBODY))
        if self.plan.winner:
            wanted = Wanted(lots=self._given(session, need))
        create_award(session, self.cast.actor(session, self.buyer), need.id, wanted)

    def _given(self, session: Session, need: Need) -> list[Given]:
        firm = self.cast.id_of(session, self.by[self.plan.winner])
        chosen = session.scalars(
            select(Application).where(
                Application.need_id == need.id,
                Application.organization_id == firm,
                Application.state == "submitted",
            )
        ).one()
        return [
            Given(row["lot"], chosen.id, Decimal(str(row["quantity"])))
            for row in chosen.content["lots"]
        ]


@dataclass(frozen=True, slots=True)
class _TakeBack:
    """The firm no longer wants it, or the buyer cancels; nobody else is good enough."""

    plan: TenderPlan
    buyer: OrganizationPlan
    by: By
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan.need)
        if need is None:
            return
        award = session.scalars(select(Award).where(Award.need_id == need.id)).one()
        buyer = self.cast.actor(session, self.buyer)
        if self.plan.winner % 2:
            ending.cancel_award(session, buyer, award.id, POSTPONED)
        else:
            supplier = self.cast.actor(session, self.by[self.plan.winner])
            ending.decline_offer(session, supplier, award.id, FULL)
        session.flush()
        lots = range(len(offers.lots_of(need.content)))
        create_award(session, buyer, need.id, Wanted(none=dict.fromkeys(lots, NOBODY)))


def is_ranked(session: Session, plan: NeedPlan) -> bool:
    """Whether the need's list is there and its buyer has not opened it yet."""
    need = posted(session, plan)
    return need is not None and waits(session, need.id)


def look(session: Session, plan: NeedPlan) -> None:
    """The buyer opens the list, on the day on which the need was posted."""
    need = posted(session, plan)
    if need is not None:
        viewed(session, need.id, plan.published + timedelta(hours=3))
