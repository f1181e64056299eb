"""Pure decisions on rows of a history: whose number it is, and what can be kept of a row."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marketplace.ports import AwardLine
from marketplace.vocabularies import identifiers

EDB, EMBS = identifiers.EDB, identifiers.EMBS
REGISTERS = {"MK-EDB": EDB, "MK-CR": EMBS}
"""Schemes as OCDS files write them (org-id.guide) by their names here."""
LARGEST = Decimal("1e15")
LONGEST_ID, LONGEST_TITLE, LONGEST_NAME, LONGEST_NUMBER = 120, 2_000, 200, 60
LENGTHS = {"cpv": 20, "cpv_label": 300, "category": 60, "region": 80, "municipality": 80}
BY_NAME = "name:"
"""How the reader begins the identifier of a party that the file gives no number for."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer or supplier as a file names it; `key` is (scheme, value)."""

    key: Pair
    name: str
    country: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be kept; `kept` has the columns of PastAward that need no look-up."""

    line: int
    buyer: Party
    supplier: Party
    kept: Mapping[str, object]


def row_of(line: AwardLine, home: str) -> Row | str:
    """The row, or what is wrong with it. `home` is the country where the file names none."""
    cells = {name: tidy(str(text)) for name, text in line.cells.items()}
    fault = line.fault or fault_of(cells)
    if fault:
        return fault
    country = country_of(cells["country"], home)
    kept: dict[str, object] = {
        name: cells[name][:longest] or None for name, longest in LENGTHS.items()
    }
    kept |= {
        "source": cells["source"][:60],
        "source_id": cells["award_id"],
        "title": cells["title"],
        "date": date.fromisoformat(line.day),
        "country": country,
        "value": amount(cells["value"]),
        "currency": cells["currency"] if re.fullmatch("[A-Z]{3}", cells["currency"]) else None,
    }
    place = cells["supplier_place"]
    return Row(
        line.line, _party(cells, "buyer", country), _party(cells, "supplier", country, place), kept
    )


def _party(cells: Mapping[str, str], role: str, country: str, place: str = "") -> Party:
    name = cells[role] or cells[f"{role}_id"].removeprefix(BY_NAME)
    key = identifier(cells[f"{role}_scheme"], cells[f"{role}_id"], country)
    own = key[0][:2] if re.match("[A-Z]{2}-", cells[f"{role}_scheme"]) else country
    return Party(key, shortened(name, LONGEST_NAME), own, place)


def fault_of(cells: Mapping[str, str]) -> str:
    """What keeps a row out of the tables, although its file says it well; empty if nothing."""
    for name, longest in (("award_id", LONGEST_ID), ("title", LONGEST_TITLE)):
        if len(cells[name]) > longest:
            return f"{name} longer than {longest} characters"
    if cells["value"] and not -LARGEST < Decimal(cells["value"]) < LARGEST:
        return f"not an amount: {cells['value'][:40]}"
    return ""


def identifier(scheme: str, value: str, country: str) -> Pair:
    """(scheme, value) as organisations are stored under.

    Without a scheme, a number's form tells Macedonian ones; any other is the tax number of the
    file's country. A party without number stands under its name.
    """
    scheme = REGISTERS.get(scheme, scheme)
    if value.startswith(BY_NAME):
        return f"{country}-NAME", fitting(value.removeprefix(BY_NAME))
    if country == "MK" or scheme in (EDB, EMBS):
        for known, normalise in ((EDB, identifiers.edb), (EMBS, identifiers.embs)):
            if scheme in ("", known) and (found := _normal(normalise, value)):
                return known, found
    return (scheme or f"{country}-TAX")[:20], fitting(value)


def _normal(normalise: Callable[[str], str], value: str) -> str | None:
    try:
        return normalise(value)
    except ValueError:
        return None


def fitting(value: str) -> str:
    """The value, or a shorter one that stands for it alone."""
    if len(value) <= LONGEST_NUMBER:
        return value
    return f"{value[:43]}~{hashlib.sha256(value.encode()).hexdigest()[:16]}"


def country_of(text: str, home: str) -> str:
    """A country's code of two letters."""
    code = text.upper()
    return code if re.fullmatch("[A-Z]{2}", code) else home


def amount(text: str) -> str | None:
    """A decimal string with two places; None where the file gives no amount."""
    return str(Decimal(text).quantize(Decimal("0.01"))) if text else None


def tidy(text: str) -> str:
    """One line of characters that can be shown, NFC."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", text)
    shown = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return " ".join(shown.split())


def shortened(text: str, longest: int) -> str:
    """At most so many characters, its end told by an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
