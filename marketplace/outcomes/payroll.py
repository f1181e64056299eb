"""Payroll lists as firms keep them: columns by their names in three languages, people to lines.

Names stay in memory for as long as the list is read: what leaves here are counts, lines and keyed
hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from marketplace.i18n import N_
from marketplace.outcomes import payroll_words as words
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.fte import NO_JOBS, UNKNOWN, Count, fte_of
from marketplace.outcomes.payroll_words import column, folded

PERSONAL_NUMBER = re.compile(r"(?<!\d)\d{13}(?!\d)")
FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y.")
MOST_ROWS = 5_000
NEEDED = ("name", "start", "hours")


class BadList(ValueError):
    """The list cannot be read; `told` are the sentences to tell, in English, to be translated."""

    def __init__(self, *told: tuple[str, Mapping[str, Any]]) -> None:
        super().__init__("; ".join(text % facts for text, facts in told))
        self.told = told


@dataclass(frozen=True, slots=True)
class Person:
    """A row: no name, but the keyed hash of name and start date."""

    row: int
    key: str
    start: date
    hours: Decimal
    sex: str = UNKNOWN
    age_band: str = UNKNOWN
    contract: str = "permanent"
    months: int = 12


@dataclass(frozen=True, slots=True)
class Payroll:
    """A list that was read: the people who hold jobs, and how many rows make none (`left_out`)."""

    people: Sequence[Person] = field(default_factory=tuple)
    left_out: Mapping[str, int] = field(default_factory=dict)

    def staff(self, full_time: Decimal) -> Count:
        """Everybody on the list."""
        return _count(self.people, full_time)

    def new(self, since: date, known: Collection[str] = ()) -> list[Person]:
        """Those who started after the day and are on no earlier list of the firm's claims."""
        return [one for one in self.people if one.start > since and one.key not in known]


def lines_of(people: Iterable[Person], full_time: Decimal) -> list[dict[str, Any]]:
    """People as lines {headcount, fte, contract, sex, age_band}, one for each combination."""
    groups: dict[tuple[str, str, str], list[Person]] = defaultdict(list)
    for one in people:
        groups[one.contract, one.sex, one.age_band].append(one)
    lines = []
    for (contract, sex, age_band), group in sorted(groups.items()):
        total = _count(group, full_time)
        lines.append(
            {
                "headcount": total.headcount,
                "fte": plain(total.fte),
                "contract": contract,
                "sex": sex,
                "age_band": age_band,
            }
        )
    return lines


def counts(payroll: Payroll, new: Sequence[Person], full_time: Decimal) -> dict[str, Any]:
    """What stays of a list once it is erased."""
    staff, fresh = payroll.staff(full_time), _count(new, full_time)
    return {
        "people": staff.headcount,
        "fte": plain(staff.fte),
        "new_people": fresh.headcount,
        "new_fte": plain(fresh.fte),
        "new_women": sum(one.sex == "f" for one in new),
        "part_time": sum(one.hours < full_time for one in payroll.people),
        "left_out": dict(payroll.left_out),
        "hours": _by_hours(new, full_time),
    }


def _by_hours(people: Sequence[Person], full_time: Decimal) -> list[dict[str, Any]]:
    """The new people by their hours a week, the longest first."""
    groups: dict[Decimal, list[Person]] = defaultdict(list)
    for one in people:
        groups[one.hours].append(one)
    return [
        {"hours": plain(hours), "people": len(group), "fte": plain(_count(group, full_time).fte)}
        for hours, group in sorted(groups.items(), reverse=True)
    ]


def _count(people: Iterable[Person], full_time: Decimal) -> Count:
    total = Count()
    for one in people:
        total += Count(1, fte_of(one.hours, full_time, one.months, one.contract))
    return total


def read(table: Sequence[Sequence[Any]], secret: str) -> Payroll | None:
    """The list in a table of cells; None where it is no payroll list at all.

    Raises BadList naming rows that cannot be read, or where a personal number stands in it.
    """
    if not table:
        return None
    places = _columns(table[0])
    if not all(name in places for name in NEEDED):
        return None
    if any(PERSONAL_NUMBER.search(str(cell)) for row in table for cell in row if cell is not None):
        raise BadList((N_("Remove the personal numbers from the list; they are not needed."), {}))
    faults: list[tuple[str, Mapping[str, Any]]] = []
    people: list[Person] = []
    left_out: Counter[str] = Counter()
    for number, row in enumerate(table[1:], start=2):
        cells = {name: row[at] for name, at in places.items() if at < len(row)}
        if not any(_text(cell) for cell in cells.values()):
            continue
        _add(number, cells, secret, people, left_out, faults)
    if faults:
        raise BadList(*faults[:10])
    return Payroll(people, dict(left_out))


def _add(
    number: int,
    cells: Mapping[str, Any],
    secret: str,
    people: list[Person],
    left_out: Counter[str],
    faults: list[tuple[str, Mapping[str, Any]]],
) -> None:
    contract = words.contract(cells.get("contract"), "permanent")
    if contract in NO_JOBS:
        left_out[contract] += 1
        return
    name, start, hours = folded(cells["name"]), _day(cells["start"]), _number(cells["hours"])
    if not name or start is None or hours is None or not 0 < hours <= 100:
        told = N_("Row %(row)s: give name, start date and hours a week.")
        faults.append((told, {"row": number}))
        return
    months = _number(cells.get("months"))
    people.append(
        Person(
            row=number,
            key=key_of(name, start, secret),
            start=start,
            hours=hours,
            sex=words.sex(cells.get("sex"), UNKNOWN),
            age_band=age_band(cells.get("age")),
            contract=contract,
            months=int(months) if months and 0 < months <= 12 else 12,
        )
    )


def key_of(name: str, start: date, secret: str) -> str:
    """A keyed hash (HMAC-SHA-256) of a person's folded name and start date: without the
    deployment's key nobody can try names on it."""
    parts = " ".join(sorted(folded(name).split()))
    text = f"payroll\0{parts}\0{start.isoformat()}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def age_band(cell: Any) -> str:
    """The band of an age or of a band as written; unknown else."""
    digits = re.findall(r"\d+", _text(cell))
    if not digits or not 15 <= int(digits[0]) <= 99:
        return UNKNOWN
    return "15-29" if int(digits[0]) < 30 else "30-54" if int(digits[0]) < 55 else "55+"


def _columns(heads: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        if name := column(head):
            found.setdefault(name, place)
    return found


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in FORMATS:
        try:
            return datetime.strptime(_text(cell), form).date()  # noqa: DTZ007  (a day, no moment)
        except ValueError:
            continue
    return None


def _number(cell: Any) -> Decimal | None:
    try:
        found = Decimal(_text(cell).replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
