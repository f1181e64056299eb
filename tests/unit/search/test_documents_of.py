"""Public documents from the samples of the event catalogue."""

from __future__ import annotations

from typing import Any

import pytest

from events import catalogue
from search.documents_of import moment, need, organization, section, service
from search.specs import NEEDS, ORGANIZATIONS, PUBLIC, SERVICES


def sample(name: str, **changed: Any) -> dict[str, Any]:
    return {**catalogue.get(name).sample, **changed}


def test_a_need() -> None:
    document = need(sample("need.published"), 4, buyer="Busmaker", labels=["Метални делови"])
    NEEDS.check(document)
    assert document.revision == 4
    assert document.words["title"] == "Stamped steel brackets and mounting plates"
    assert document.words["buyer"] == "Busmaker"
    assert document.words["lots"] == "Brackets"
    assert document.tokens["division"] == ("44",)
    assert document.tokens["cpv"] == tuple("44316500"[:n] for n in range(2, 9))
    assert document.tokens["region"] == ("North-East",)
    assert document.tokens["certificates"] == ("ISO 9001",)
    assert document.numbers["budget"] == 22_500_000
    assert document.numbers["closes"] == moment("2027-01-30T12:00:00+01:00")
    assert document.payload["buyer"] == "Busmaker"


def test_a_need_of_which_little_is_known() -> None:
    bare = sample(
        "need.published", place=None, budget=None, apply_by=None, lots=[], cpv=[], posts=3
    )
    document = need(bare, 1)
    NEEDS.check(document)
    assert document.tokens.keys() == {"kind", "state", "organization", "certificates"}
    assert document.numbers.keys() == {"published", "posts"}


def test_an_organisation_with_its_profile() -> None:
    document = organization(
        sample("organization.verified"), sample("profile.updated"), 9, awards=["Bus shelters"]
    )
    ORGANIZATIONS.check(document)
    assert document.words["names"] == "Лимков ДОО"
    assert document.words["identifiers"] == "9990000000011"
    assert document.words["awards"] == "Bus shelters"
    assert document.tokens["section"] == ("C",)
    assert document.tokens["size"] == ("small",)
    assert document.tokens["ownership"] == ("women",)
    assert document.tokens["certificates"] == ("ISO 9001",)
    assert document.numbers == {"staff": 14.0, "founded": 2014.0}


@pytest.mark.parametrize("who", ["signed_in", "applied_to"])
def test_parts_that_are_not_public_are_not_indexed(who: str) -> None:
    parts = ("summary", "capabilities", "certificates", "nace", "staff", "ownership", "size_class")
    profile = sample("profile.updated", visibility=dict.fromkeys(parts, who))
    document = organization(sample("organization.verified"), profile, 1)
    assert document.words.keys() == {"name", "names", "identifiers"}
    hidden = {"section", "nace", "size", "certificates", "ownership", "cpv", "division"}
    assert not hidden & document.tokens.keys()
    assert "staff" not in document.numbers


def test_an_unclaimed_organisation_has_no_profile() -> None:
    document = organization(sample("organization.created", state="unclaimed", place=None), None, 1)
    ORGANIZATIONS.check(document)
    assert document.tokens == {"kinds": ("msme",), "state": ("unclaimed",)}


def test_a_service() -> None:
    document = service(sample("service.published"), 2, provider="Training centre")
    SERVICES.check(document)
    assert document.words["skills"] == "MIG welding"
    assert document.tokens["languages"] == ("mk", "sq")
    assert document.numbers["starts"] == moment("2027-02-01T00:00:00+00:00")
    assert document.numbers["cost"] == 38_000


@pytest.mark.parametrize(
    ("code", "letter"),
    [("25.50", "C"), ("01", "A"), ("62.01", "J"), ("99.00", "U"), ("C25", "C"), ("", None)],
)
def test_sections_of_nace(code: str, letter: str | None) -> None:
    assert section(code) == letter


def test_public_indexes_have_names_of_their_own() -> None:
    assert len({spec.name for spec in PUBLIC}) == len(PUBLIC)
