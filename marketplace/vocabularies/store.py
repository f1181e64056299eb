"""The official lists, read once when first asked for."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from marketplace.vocabularies import codes

DATA = Path(__file__).parent / "data"
VOCABULARIES = ("cpv", "nace", "isco", "esco")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One list: official labels by language and code, in the list's own order."""

    name: str
    labels: Mapping[str, Mapping[str, str]]
    parent_of: Mapping[str, str] = field(default_factory=dict)
    """Where the code itself does not say the parent (NACE divisions, ESCO occupations)."""
    other: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further official terms (ESCO, English)."""
    check_digits: Mapping[str, str] = field(default_factory=dict)


@cache
def load(name: str) -> Vocabulary:
    """The list `cpv`, `nace` (Rev. 2), `isco` (ISCO-08) or `esco`; KeyError for another name."""
    return {"cpv": _cpv, "nace": _nace, "isco": _isco, "esco": _esco}[name]()


def text(name: str) -> str:
    """A file of the package data as text; `.gz` is unpacked."""
    raw = (DATA / name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")


def table(name: str, delimiter: str = ",") -> csv.DictReader[str]:
    """Rows of a CSV file of the package data, without the comment lines at its head."""
    whole = text(name)
    while whole.startswith("#"):
        whole = whole.split("\n", 1)[1]
    return csv.DictReader(io.StringIO(whole), delimiter=delimiter)


@cache
def sources() -> tuple[Mapping[str, Any], ...]:
    """What each list is, who publishes it, under which licence, of which date and version."""
    return tuple(json.loads(text("sources.json")))


def _pairs(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(name))))[1:]


def _cpv() -> Vocabulary:
    rows = _pairs("cpv.csv.gz")
    english = {code: label for code, _, label in rows}
    printed = {code: check for code, check, _ in rows if check.strip()}
    return Vocabulary("cpv", {"en": english}, check_digits=printed)


def _nace() -> Vocabulary:
    rows = _pairs("nace.csv.gz")
    return Vocabulary(
        "nace",
        {"en": {r[0]: r[2] for r in rows}, "sq": {r[0]: r[3] for r in rows if r[3]}},
        parent_of={r[0]: r[1] for r in rows if r[1]},
    )


def _isco() -> Vocabulary:
    return Vocabulary("isco", {"en": dict(_pairs("isco.csv.gz"))})


def _esco() -> Vocabulary:
    rows = _pairs("esco.csv.gz")
    return Vocabulary(
        "esco",
        {"en": {r[0]: r[2] for r in rows}},
        parent_of={r[0]: r[1] for r in rows},
        other={r[0]: tuple(r[3].split("|")) for r in rows if r[3]},
    )


def exists(vocabulary: str, code: str) -> bool:
    return code in load(vocabulary).labels["en"]


def label(vocabulary: str, code: str, language: str = "en") -> tuple[str, str]:
    """(official label, its language): English where the list has none in `language`.

    KeyError for a code that is not on the list.
    """
    labels = load(vocabulary).labels
    if code in labels.get(language, {}):
        return labels[language][code], language
    return labels["en"][code], "en"


def parents(vocabulary: str, code: str) -> tuple[str, ...]:
    """Codes above this one that the list names, widest first; an ESCO occupation's are ISCO's."""
    found = load(vocabulary)
    if vocabulary == "cpv":
        above = (p.ljust(8, "0") for p in codes.prefixes(code)[:-1])
        return tuple(c for c in dict.fromkeys(above) if c in found.labels["en"] and c != code)
    if vocabulary == "isco":
        return tuple(code[:n] for n in range(1, len(code)))
    chain: list[str] = []
    while code in found.parent_of:
        code = found.parent_of[code]
        chain.insert(0, code)
    return (*parents("isco", chain[0]), *chain) if vocabulary == "esco" else tuple(chain)


def path(vocabulary: str, code: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """(code, label) of each parent, widest first."""
    above = "isco" if vocabulary == "esco" else vocabulary
    return tuple((c, label(above, c, language)[0]) for c in parents(vocabulary, code))


def normalise(vocabulary: str, value: str) -> str:
    """The listed code that a person wrote: '45262680-1', '2562', ' 7212 '; ValueError if none."""
    code = value.strip()
    if vocabulary == "cpv":
        code, _, check = code.replace(" ", "").partition("-")
        allowed = {load("cpv").check_digits.get(code)}
        if check and check not in allowed | {_check_digit(code)}:
            raise ValueError(f"The check digit of CPV {code} is not {check}; leave it out.")
    elif vocabulary == "nace":
        code = codes.dotted(code)
    if not exists(vocabulary, code):
        raise ValueError(f"{value.strip()!r} is not on the {vocabulary.upper()} list; search it.")
    return code


def _check_digit(code: str) -> str:
    return codes.cpv_check_digit(code) if exists("cpv", code) else ""
