"""An award that is final opens a deal, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id
from events.envelope import Event
from marketplace.deals import rules, terms
from marketplace.deals.journal import Act, enter, tell_deal
from marketplace.deals.models import Deal
from marketplace.needs.models import Need
from marketplace.needs.services import next_number

LONGEST = 200


def open_deal(session: Session, event: Event) -> None:
    """The consumer's part: `award.final` becomes a deal unless it already is one."""
    award = event.data
    if session.scalar(select(Deal.id).where(Deal.award_id == award["id"])) is not None:
        return
    need = session.get_one(Need, award["need"])
    lots = [_lot(lot, need) for lot in award["lots"]]
    place = award.get("place") or {}
    deal = Deal(
        id=new_id(session),
        ref=f"D-{next_number(session, 'deal'):04d}",
        award_id=award["id"],
        need_id=award["need"],
        buyer_id=award["buyer"],
        supplier_id=award["supplier"],
        title=award["title"][:LONGEST],
        currency=award["currency"],
        state="open",
        lots=lots,
        terms=terms.opening(
            lots,
            award.get("payment_days"),
            {name: place.get(name) for name in ("municipality", "region", "address")},
            award.get("deliver_by"),
        ),
        value=rules.value_of(lots),
        opened_at=event.time,
        revision=0,
    )
    session.add(deal)
    enter(session, None, deal, Act("open"))
    tell_deal(session, deal, "deal.opened")


def _lot(lot: Mapping[str, Any], need: Need) -> dict[str, Any]:
    asked = need.content.get("lots") or ()
    place = lot["lot"]
    cpv = asked[place].get("cpv") if 0 <= place < len(asked) else None
    return {
        "lot": place,
        "title": lot["title"],
        "quantity": rules.plain(rules.exact(lot["quantity"])),
        "unit": lot.get("unit"),
        "price": lot["price"],
        "deliver_by": lot.get("deliver_by"),
        "cpv": cpv or next(iter(need.content.get("cpv") or ()), None),
    }
