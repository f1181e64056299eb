"""What becomes of needs: who is asked, who applies, what the buyer decides, how the deal goes.

Domain.md, section 9, per 100 supplier needs: 71 viewed, 49 contacted, 38 applied, 21 compared,
12 given, 10 delivered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from marketplace.demo import wants
from marketplace.demo.plan import (
    DealPlan,
    NeedPlan,
    OfferPlan,
    OrganizationPlan,
    TenderPlan,
    trades,
)

VIEWED, CONTACTED, APPLIED, COMPARED, GIVEN, DELIVERED = 0.71, 0.49, 0.38, 0.21, 0.12, 0.10
SETTLED = 200
"""Days after which a need that led to a deal has been delivered and paid."""
DECIDED = 75
"""Days after which a buyer has decided."""
STANDSTILL = 10
GAP = "ISO 9001"
"""What the demonstration's small firm lacks, to be added by whoever tries it."""


@dataclass(frozen=True, slots=True)
class Cases:
    """What stands on the desks today: needs of one buyer in one trade, each for one purpose."""

    needs: dict[str, NeedPlan]
    firm: int


AGES = {
    "asked": (330, 0), "overdue": (190, 0), "own_step": (130, 0), "offered": (48, 0),
    "evaluation": (34, -3), "sent": (12, 16), "draft": (6, 21),
}  # fmt: skip
"""By purpose: days since the need was posted, and until its deadline (0: 25 days after)."""


def cases(
    random: Random, buyer: OrganizationPlan, firms: Sequence[OrganizationPlan], today: date
) -> Cases:
    """Needs for the desks of the demonstration's accounts, in the buyer's trade with most firms."""
    key = max(buyer.wants["trades"], key=lambda one: len(_able(firms, one, today)))
    able = _able(firms, key, today)
    firm = next((one for one in able if not _holds(one, GAP)), able[0])
    needs = {}
    for purpose, (age, ends) in AGES.items():
        moment = wants.noon(today - timedelta(days=age), random)
        need = wants.supplier_need(random, buyer, moment, key)
        by = today + timedelta(days=ends) if ends else moment.date() + timedelta(days=25)
        first = by + timedelta(days=60)
        content: dict[str, Any] = {
            **need.content,
            "apply_by": by.isoformat(),
            "deliver_from": first.isoformat(),
            "deliver_by": (first + timedelta(days=180)).isoformat(),
            "required_certificates": [],
            "envelopes": 2 if purpose == "evaluation" else 1,
            "standstill_days": STANDSTILL if purpose == "offered" else 0,
            "disclose": purpose in ("offered", "asked"),
        }
        needs[purpose] = replace(need, content=content, cancelled=None)
    return Cases(needs, firm.number)


def _holds(firm: OrganizationPlan, scheme: str) -> bool:
    return any(one["scheme"] == scheme for one in firm.profile["certificates"])


def _able(firms: Sequence[OrganizationPlan], key: str, today: date) -> list[OrganizationPlan]:
    early = today - timedelta(days=max(age for age, _ in AGES.values()) + 30)
    return [
        one
        for one in firms
        if one.trade == key and one.state == "verified" and one.joined.date() < early
    ]


def tenders(
    random: Random,
    needs: Sequence[NeedPlan],
    held: Cases,
    firms: Sequence[OrganizationPlan],
    today: date,
) -> list[TenderPlan]:
    """What becomes of every supplier need, in the shares of the funnel."""
    supplier = [one for one in needs if one.content["kind"] == "supplier"]
    purposes = {id(one): purpose for purpose, one in held.needs.items()}
    found = [
        _desk(random, one, purposes[id(one)], held.firm, firms, today)
        for one in supplier
        if id(one) in purposes
    ]
    wanted = {name: round(len(supplier) * share) for name, share in LEVELS.items()}
    rest = [
        one
        for one in supplier
        if id(one) not in purposes and one.cancelled is None and _rivals(firms, one)
    ]
    for ends, level, least in PAST:
        able = [one for one in rest if _age(one, today) > least]
        for need in random.sample(able, min(_lacking(found, wanted, level), len(able))):
            rest.remove(need)
            found.append(_past(random, need, ends, firms, today))
    return sorted(found, key=lambda one: one.need.published)


LEVELS = {
    "viewed": VIEWED, "contacted": CONTACTED, "applied": APPLIED, "compared": COMPARED,
    "deal": GIVEN,
}  # fmt: skip
RANK = {
    "viewed": 0,
    "contacted": 1,
    "applied": 2,
    "none": 2,
    "compared": 3,
    "standing": 3,
    "deal": 4,
}
PAST = (
    ("deal", "deal", SETTLED), ("compared", "compared", DECIDED), ("none", "applied", DECIDED),
    ("contacted", "contacted", 1), ("viewed", "viewed", 0),
)  # fmt: skip
"""What becomes of needs, to which level of the funnel that counts, after how many days."""


def _lacking(found: Sequence[TenderPlan], wanted: Mapping[str, int], level: str) -> int:
    there = sum(RANK[one.ends] >= RANK[level] for one in found)
    return max(wanted[level] - there, 0)


def _age(need: NeedPlan, today: date) -> int:
    return (today - need.published.date()).days


def _rivals(firms: Sequence[OrganizationPlan], need: NeedPlan) -> list[OrganizationPlan]:
    """Firms of the need's trade that had joined by then."""
    cpv = need.content["cpv"][0]
    return [
        one
        for one in firms
        if one.state == "verified"
        and one.joined < need.published
        and cpv in trades()[one.trade]["cpv"]
    ]


def closes(need: NeedPlan) -> datetime:
    """Noon of the day after the deadline."""
    day = date.fromisoformat(need.content["apply_by"])
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=1)


def _offers(
    random: Random, need: NeedPlan, rivals: Sequence[OrganizationPlan], winner: int, until: date
) -> list[OfferPlan]:
    last = min(closes(need) - timedelta(days=2), wants.noon(until, random))
    span = max((last - need.published).total_seconds() - 86_400, 3_600)
    found = []
    for firm in rivals:
        first = firm.number == winner
        found.append(
            OfferPlan(
                firm.number,
                need.published + timedelta(seconds=3_600 + span * random.random()),
                random.uniform(0.88, 0.93) if first else random.uniform(0.95, 1.12),
                random.randint(88, 96) if first else random.randint(52, 84),
            )
        )
    return found


def _past(
    random: Random,
    need: NeedPlan,
    ends: str,
    firms: Sequence[OrganizationPlan],
    today: date,
) -> TenderPlan:
    able = _rivals(firms, need)
    rivals = random.sample(able, min(len(able), random.randint(2, 5)))
    if ends in ("viewed", "contacted"):
        asked = [one.number for one in rivals[:2]] if ends == "contacted" else []
        return TenderPlan(need, ends, asked)
    winner = rivals[0].number if ends in ("deal", "compared") else 0
    invited = [one.number for one in rivals[:2]]
    decided = closes(need) + timedelta(days=random.randint(4, 22))
    deal = DealPlan(
        deliver=random.randint(18, 40),
        pay=random.randint(14, 38),
        parts=random.choice(((1.0,), (0.4, 0.6), (0.5, 0.5))),
        ratings=(random.randint(4, 5), random.randint(3, 5)),
    )
    return TenderPlan(
        need,
        ends,
        invited,
        _offers(random, need, rivals, winner, today),
        decided,
        winner,
        deal if ends == "deal" else None,
    )


def _desk(
    random: Random,
    need: NeedPlan,
    purpose: str,
    firm: int,
    firms: Sequence[OrganizationPlan],
    today: date,
) -> TenderPlan:
    able = _rivals(firms, need)
    own = next(one for one in able if one.number == firm)
    others = [one for one in able if one is not own]
    others = random.sample(others, min(len(others), 3))
    winner = others[0].number if purpose == "overdue" and others else firm
    offers = _offers(random, need, [own, *others], winner, today - timedelta(days=1))
    if purpose == "draft":
        draft = OfferPlan(firm, wants.noon(today - timedelta(days=2), random), 0.9, 0, sent=False)
        return TenderPlan(need, "viewed", (), [draft])
    if purpose in ("sent", "evaluation"):
        return TenderPlan(need, "applied", [firm], offers)
    days = {"offered": today - timedelta(days=2)}
    decided = wants.noon(days.get(purpose, closes(need).date() + timedelta(days=9)), random)
    ends = "standing" if purpose == "offered" else "deal"
    return TenderPlan(
        need, ends, [firm], offers, decided, winner, _deal_of(purpose, decided, today)
    )


def _deal_of(purpose: str, decided: datetime, today: date) -> DealPlan | None:
    """The deals that wait for somebody today."""
    age = (today - decided.date()).days
    if purpose == "asked":
        return DealPlan(deliver=age - 80, pay=50, complete=3)
    if purpose == "overdue":
        return DealPlan(
            parts=(0.5,), deliver=age - 62, accept=3, invoice=2, pay=None, complete=None
        )
    return DealPlan(deliver=None, complete=None) if purpose == "own_step" else None
