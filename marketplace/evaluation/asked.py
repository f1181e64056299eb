"""What a body or a form asks for, in the slice's own terms: lots and criteria by their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.applications.offers import lots_of
from marketplace.errors import Fault, Invalid
from marketplace.evaluation.award_rules import Given
from marketplace.evaluation.deciding import Wanted
from marketplace.evaluation.rules import criteria_of
from marketplace.evaluation.scoring import Entry
from marketplace.evaluation.standing import standing_of
from marketplace.needs.models import Need

NO_LOT = "The need has no such lot."
NO_CRITERION = "The need has no such criterion."
Lot = int | str | None


class Names:
    """The lots and criteria of a need by name; faults are kept until all are known."""

    def __init__(self, need: Need) -> None:
        titles = [lot["title"] for lot in lots_of(need.content)]
        self.count = len(titles)
        self._lots = {title: titles.index(title) for title in titles if titles.count(title) == 1}
        names = [one.name for one in criteria_of(need.content)]
        self._criteria = {name: place for place, name in enumerate(names)}
        self.faults: list[Fault] = []

    def lot(self, said: Lot, pointer: str) -> int:
        """The lot's place; a fault and -1 where there is none."""
        place = self._lots.get(said, -1) if isinstance(said, str) else said
        if place is None or not 0 <= place < self.count:
            self.faults.append(Fault(pointer, NO_LOT))
            return -1
        return place

    def criterion(self, said: str, pointer: str) -> int:
        """The criterion's place; a fault and -1 where there is none."""
        place = self._criteria.get(said, -1)
        if place < 0:
            self.faults.append(Fault(pointer, NO_CRITERION))
        return place

    def check(self) -> None:
        """Raise Invalid with what was not found."""
        if self.faults:
            raise Invalid(self.faults)


def scores(need: Need, application: Application, rows: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """An evaluator's scores of an application; without a lot, of each that it offers."""
    names = Names(need)
    offered = [row["lot"] for row in application.content["lots"]]
    found: dict[tuple[str, int, int], Entry] = {}
    for at, row in enumerate(rows):
        pointer = f"/scores/{at}"
        criterion = names.criterion(row["criterion"], f"{pointer}/criterion")
        said = row["lot"]
        lots = offered if said is None else [names.lot(said, f"{pointer}/lot")]
        for lot in lots:
            key = (application.id, lot, criterion)
            found[key] = Entry(key, row["score"], row["note"], f"{pointer}/score")
    names.check()
    return list(found.values())


def agreed(need: Need, rows: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Scores agreed on, with the reason as their note."""
    names = Names(need)
    found: dict[tuple[str, int, int], Entry] = {}
    for at, row in enumerate(rows):
        pointer = f"/scores/{at}"
        lot = names.lot(row["lot"], f"{pointer}/lot")
        criterion = names.criterion(row["criterion"], f"{pointer}/criterion")
        key = (row["application"], lot, criterion)
        found[key] = Entry(key, row["score"], row["reason"], pointer)
    names.check()
    return list(found.values())


def lots_left(session: Session, need: Need, said: Sequence[Lot]) -> list[int]:
    """The lots that are named, or all that are not decided."""
    if not said:
        return sorted(set(range(len(lots_of(need.content)))) - standing_of(session, need).decided())
    names = Names(need)
    found = [names.lot(one, f"/lots/{at}") for at, one in enumerate(said)]
    names.check()
    return list(dict.fromkeys(found))


def award(need: Need, applications: Sequence[Application], body: Mapping[str, Any]) -> Wanted:
    """A decision; a quantity that is not said is all that is offered."""
    names = Names(need)
    offered = {
        (row["lot"], one.id): row["quantity"] for one in applications for row in one.content["lots"]
    }
    given = []
    for at, row in enumerate(body["lots"]):
        lot = names.lot(row["lot"], f"/lots/{at}/lot")
        quantity = row["quantity"] or offered.get((lot, row["application"])) or 0
        price = None if row["price"] is None else Decimal(row["price"])
        given.append(Given(lot, row["application"], Decimal(str(quantity)), price))
    none = {
        names.lot(row["lot"], f"/none/{at}/lot"): row["reason"]
        for at, row in enumerate(body["none"])
    }
    names.check()
    reasons = {row["application"]: row["reason"] for row in body["reasons"]}
    return Wanted(given, none, reasons, body["justification"])
