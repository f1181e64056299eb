"""Who sees which part of a profile, reader by reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from marketplace.policy import Actor
from marketplace.profiles import hooks
from marketplace.profiles.parts import EMPTY, LEVELS, OWN
from marketplace.profiles.readers import level
from tests.support.profiles import firm_profile
from tests.support.world import Api, World

PDF = b"%PDF-1.4 a certificate"
THIRDS = {name: LEVELS[place % 3] for place, name in enumerate([*EMPTY, "size_class"])}
"""A third of the parts for each audience."""


@pytest.fixture
def firm(world: World) -> Api:
    firm = world.api("msme")
    file = firm.upload("/files", PDF, "iso.pdf").json["id"]
    held = [{"scheme": "ISO 9001", "valid_to": "2027-11-02", "file": file}]
    content = firm_profile(certificates=held, visibility=THIRDS)
    saved = firm.put(path(firm), content, If_Match='"0"')
    assert saved.status_code == 200, saved.json
    return firm


@pytest.fixture
def buyer(world: World, firm: Api) -> Iterator[Api]:
    """A verified buyer to whom the firm applied."""
    buyer = world.api("lead_firm")

    def answer(session: Any, asking: str, firms: Any) -> set[str]:
        return set(firms) & {firm.organization} if asking == buyer.organization else set()

    hooks.answers_applied(answer)
    yield buyer
    hooks._applied.remove(answer)


def path(firm: Api) -> str:
    return f"/organizations/{firm.organization}/profile"


def test_each_reader_sees_exactly_the_parts_meant_for_it(
    world: World, firm: Api, buyer: Api
) -> None:
    readers = {
        "public": [world.anonymous(), world.api(), world.api("lead_firm", state="draft")],
        "signed_in": [world.api("lead_firm"), world.api("programme"), world.api("msme")],
        "applied_to": [buyer],
        "own": [firm, world.api_of(world.person(firm.organization, "viewer"), firm.organization)],
    }
    for name, several in readers.items():
        expected = {n for n in EMPTY if LEVELS.index(THIRDS[n]) <= LEVELS.index(name)}
        for reader in several:
            read = reader.get(path(firm)).json
            assert set(read) & set(EMPTY) == expected, name
            assert set(read["withheld"]) & set(EMPTY) == set(EMPTY) - expected
            assert ("visibility" in read) == ("missing" in read) == (name == "own")


def test_the_size_class_has_a_choice_of_its_own(world: World, firm: Api) -> None:
    hidden = firm_profile(visibility={"size_class": "applied_to", "staff": "public"})
    firm.put(path(firm), hidden, If_Match='"1"')
    read = world.anonymous().get(path(firm)).json
    assert ("size_class" in read, "size_classes" in read, read["staff"]) == (False, False, 14)


def test_a_certificates_file_is_seen_with_the_certificates(
    world: World, firm: Api, buyer: Api
) -> None:
    file = firm.get(path(firm)).json["certificates"][0]["file"]
    address = f"/files/{file}/content"
    firm_only = firm_profile(
        certificates=[{"scheme": "ISO 9001", "file": file}],
        visibility={"certificates": "applied_to"},
    )
    firm.put(path(firm), firm_only, If_Match='"1"')
    assert world.anonymous().get(address).status_code == 404
    assert world.api("lead_firm").get(address).status_code == 404
    assert buyer.get(address).data == PDF
    public = firm_only | {"visibility": {"certificates": "public"}}
    firm.put(path(firm), public, If_Match='"2"')
    assert world.anonymous().get(address).data == PDF


def test_an_adviser_reads_as_the_firm_that_it_acts_for(world: World, firm: Api) -> None:
    acting = Actor(
        user="u", organization=firm.organization, role="editor", adviser="b", tasks=frozenset()
    )
    assert world.look(lambda s: level(s, acting, firm.organization)) == OWN
