"""The indexes that candidates are retrieved from, and the documents in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matching import cpv
from matching.snapshots import Award, Need, Organization, Programme
from matching.text import fold
from search.documents import Document, IndexSpec

CODES = frozenset(f"cpv{n}" for n in cpv.LEVELS)

AWARDS = IndexSpec(
    name="match_awards",
    version=2,
    words={"title": 1.0},
    tokens=CODES | {"municipality", "region", "buyer"},
)
PROFILES = IndexSpec(
    name="match_profiles",
    version=1,
    words={"text": 1.0},
    tokens=CODES | {"municipality", "region", "nace"},
)
NEEDS = IndexSpec(
    name="match_needs",
    version=1,
    words={"text": 1.0},
    tokens=CODES | {"municipality", "region", "nace", "occupation", "kind"},
)
PROGRAMMES = IndexSpec(
    name="match_programmes",
    version=1,
    words={"text": 1.0},
    tokens=frozenset({"municipality", "region", "occupation"}),
)
INDEXES = (AWARDS, PROFILES, NEEDS, PROGRAMMES)

Tokens = Mapping[str, tuple[str, ...]]


def code_tokens(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Tokens of CPV codes for the fields cpv2 to cpv8, without empty ones."""
    return {f"cpv{n}": found for n, found in cpv.tokens(codes).items() if found}


def occupation_tokens(code: str) -> tuple[str, ...]:
    """The beginnings of an ISCO-08 code, one digit to all: major group to unit group."""
    return tuple(code[: n + 1] for n in range(len(code)))


def _filled(values: Mapping[str, Iterable[str]]) -> Tokens:
    """Distinct values of each field that are not empty, without fields that have none."""
    kept = {name: tuple(dict.fromkeys(v for v in found if v)) for name, found in values.items()}
    return {name: found for name, found in kept.items() if found}


def award_document(award: Award, revision: int = 1) -> Document:
    """An award as candidates are found by it; private ones are not indexed."""
    single = {
        "municipality": [award.municipality],
        "region": [award.region],
        "buyer": [award.buyer],
    }
    return Document(
        id=award.id,
        revision=revision,
        words={"title": fold(award.title)},
        tokens={**_filled(single), **code_tokens([award.cpv])},
    )


def profile_document(firm: Organization) -> Document:
    """A firm as candidates are found by it: capabilities, summary and name, codes, places."""
    offers = firm.offers()
    profile = firm.profile
    tokens = {
        "municipality": [site.municipality for site in firm.sites],
        "region": [site.region for site in firm.sites],
        "nace": (profile.nace or ()) if profile else (),
    }
    return Document(
        id=firm.id,
        revision=firm.revision,
        words={"text": fold(" ".join([*(text for text, _ in offers), firm.name]))},
        tokens={**_filled(tokens), **code_tokens(code for _, code in offers)},
    )


def need_document(need: Need) -> Document:
    """An open need as profiles and programmes are matched against it."""
    tokens = {
        "municipality": [need.place.municipality if need.place else ""],
        "region": [need.place.region if need.place else ""],
        "nace": need.nace,
        "occupation": occupation_tokens(need.occupation),
        "kind": [need.kind],
    }
    return Document(
        id=need.id,
        revision=need.revision,
        words={"text": fold(" ".join((need.text, *need.skills)))},
        tokens={**_filled(tokens), **code_tokens(need.cpv)},
    )


def programme_document(programme: Programme) -> Document:
    """A training programme as candidates are found by it."""
    place = programme.place
    tokens = {
        "municipality": [place.municipality if place else ""],
        "region": [place.region if place else ""],
        "occupation": occupation_tokens(programme.occupation),
    }
    return Document(
        id=programme.id,
        revision=programme.revision,
        words={"text": fold(" ".join((programme.title, *programme.skills)))},
        tokens=_filled(tokens),
    )
