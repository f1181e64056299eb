"""The lead firms' past orders, brought in as an award history would be."""

from __future__ import annotations

from collections.abc import Iterator

from events.ports import Sessions
from marketplace.awards.loading import Terms, load
from marketplace.demo.plan import AwardPlan, OrganizationPlan, WorldPlan
from marketplace.ports import AwardLine

BATCH = 200


def load_awards(sessions: Sessions, plan: WorldPlan) -> None:
    """Enter the awards; those that are there stay as they are."""
    lines = list(_lines(plan))
    for first in range(0, len(lines), BATCH):
        with sessions.write() as session:
            load(session, Terms(), lines[first : first + BATCH])


def _lines(plan: WorldPlan) -> Iterator[AwardLine]:
    by_number = {organization.number: organization for organization in plan.organizations}
    for place, award in enumerate(plan.awards, start=1):
        cells = _cells(award, by_number[award.buyer], by_number[award.supplier])
        yield AwardLine(place, cells, day=str(award.fields["date"]))


def _cells(award: AwardPlan, buyer: OrganizationPlan, supplier: OrganizationPlan) -> dict[str, str]:
    return {name: str(value) for name, value in award.fields.items()} | {
        "country": "MK",
        "source": "demo",
        "buyer_id": buyer.identifiers[0]["value"],
        "buyer": buyer.name,
        "supplier_id": supplier.identifiers[0]["value"],
        "supplier": supplier.name,
        "buyer_scheme": "EDB",
        "supplier_scheme": "EDB",
        "supplier_kind": "company",
        "municipality": buyer.municipality,
        "region": "",
        "category": "",
        "cpv_label": "",
        "supplier_place": "",
    }
