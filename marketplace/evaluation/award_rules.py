"""Pure decisions on an award: whether it gives what was offered, and follows the order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from marketplace.evaluation.rules import Line
from marketplace.i18n import N_

Faults = list[tuple[str, str]]
Place = tuple[int, str]
"""A lot and an application."""


@dataclass(frozen=True, slots=True)
class Given:
    """So much of a lot to an application, at a price (as offered where none is said)."""

    lot: int
    application: str
    quantity: Decimal
    price: Decimal | None = None

    @property
    def place(self) -> Place:
        return self.lot, self.application


@dataclass(frozen=True, slots=True)
class Offered:
    """What an application offers of a lot: at most this quantity, at this price of one unit."""

    quantity: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True)
class State:
    """What is known before an award. `asked` by lot, None where the need leaves it open; `taken`
    is what awards that hold have given; `closed` lots were given to nobody; `barred` declined, or
    an award to them was cancelled."""

    offers: Mapping[Place, Offered]
    asked: Mapping[int, Decimal | None]
    taken: Mapping[Place, Decimal]
    closed: Collection[int]
    barred: Collection[Place]

    def left_of_offer(self, place: Place) -> Decimal:
        """What of an offer was not given yet."""
        return self.offers[place].quantity - self.taken.get(place, Decimal())

    def left_of_lot(self, lot: int) -> Decimal | None:
        """What of a lot was not given yet; None where no quantity is asked for."""
        asked = self.asked[lot]
        given = sum((q for (one, _), q in self.taken.items() if one == lot), Decimal())
        return None if asked is None else asked - given


def faults_of(given: Sequence[Given], state: State) -> Faults:
    """Everything that is wrong with an award, with pointers into its lots."""
    faults: Faults = []
    seen: set[Place] = set()
    for at, one in enumerate(given):
        pointer = f"/lots/{at}"
        if one.place not in state.offers:
            faults.append((f"{pointer}/application", N_("This application does not offer it.")))
        elif one.place in seen:
            faults.append((f"{pointer}/application", N_("Say it once only.")))
        else:
            faults += _faults_of_one(pointer, one, state)
        seen.add(one.place)
    return faults or _faults_of_lots(given, state)


def _faults_of_one(pointer: str, one: Given, state: State) -> Faults:
    offered = state.offers[one.place]
    faults: Faults = []
    if one.lot in state.closed:
        faults.append((f"{pointer}/lot", N_("This lot was given to nobody; undo that first.")))
    if one.place in state.barred:
        faults.append((f"{pointer}/application", N_("This firm no longer stands by its offer.")))
    if one.quantity <= 0 or one.quantity > state.left_of_offer(one.place):
        faults.append((f"{pointer}/quantity", N_("Give more than 0, and not more than offered.")))
    if one.price is not None and one.price != offered.price:
        faults.append((f"{pointer}/price", N_("The price is that of the offer.")))
    return faults


def _faults_of_lots(given: Sequence[Given], state: State) -> Faults:
    faults: Faults = []
    for lot in dict.fromkeys(one.lot for one in given):
        left = state.left_of_lot(lot)
        total = sum((one.quantity for one in given if one.lot == lot), Decimal())
        if left is not None and total > left:
            last = max(at for at, one in enumerate(given) if one.lot == lot)
            faults.append((f"/lots/{last}/quantity", N_("Together this is more than asked for.")))
    return faults


def passed_over(given: Sequence[Given], lines: Mapping[int, Sequence[Line]], state: State) -> bool:
    """Whether a bid of the same or a better rank is given less than it offers, while a lower one
    is given something: then the buyer says why."""
    for lot in {one.lot for one in given}:
        got = {one.application: one.quantity for one in given if one.lot == lot}
        ranks = {line.application: line.rank for line in lines[lot]}
        lowest = max(ranks[application] for application in got)
        for application, rank in ranks.items():
            place = (lot, application)
            whole = got.get(application, Decimal()) >= state.left_of_offer(place)
            better = rank < lowest or (rank == lowest and application not in got)
            if better and not whole and place not in state.barred:
                return True
    return False
