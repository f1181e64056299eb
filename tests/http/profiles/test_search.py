"""Search of organisations: what the public finds, by words, filters and place."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.organizations.models import Organization
from marketplace.organizations.snapshots import record_organization
from search.ports import SearchUnavailable
from tests.support.profiles import firm_profile
from tests.support.queries import counted
from tests.support.world import Api, World


def firm(world: World, profile: dict[str, Any] | None = None, **more: Any) -> Api:
    made = world.api("msme", **more)
    if profile is not None:
        path = f"/organizations/{made.organization}/profile"
        assert made.put(path, profile, If_Match='"0"').status_code == 200
    return made


def found(reader: Api, query: str) -> list[str]:
    answer = reader.get(f"/organizations?{query}")
    assert answer.status_code == 200, answer.json
    return [item["name"] for item in answer.json["items"]]


@pytest.fixture
def scene(world: World) -> World:
    """Three firms: metal in Kumanovo, wood in Tetovo, and one that is not verified."""
    firm(world, firm_profile(), name="Limkov DOO", region="North-East", municipality="MK-703")
    wood = firm_profile(
        summary="Дрвени палети",
        capabilities=[{"text": "Pallets of pine"}],
        certificates=[{"scheme": "CE", "valid_to": "2026-12-01"}],
        nace=["16.24"],
        sites=[],
        visibility={"languages": "signed_in"},
    )
    firm(world, wood, name="Šuma Druk", region="Polog", municipality="MK-609")
    firm(world, firm_profile(), name="Hidden DOO", state="submitted")
    world.deliver()
    return world


def test_words_find_in_any_script_and_filters_by_their_names(scene: World) -> None:
    anyone = scene.anonymous()
    assert found(anyone, "q=stamping") == ["Limkov DOO"]
    assert found(anyone, "q=paleti") == ["Šuma Druk"]
    assert found(anyone, "q=suma") == ["Šuma Druk"]
    assert set(found(anyone, "")) == {"Limkov DOO", "Šuma Druk"}
    assert found(anyone, "region=North-East") == ["Limkov DOO"]
    assert found(anyone, "section=C&nace=16.24") == ["Šuma Druk"]
    assert found(anyone, "certificates=ISO+9001&certificates=EN+1090") == ["Limkov DOO"]
    assert found(anyone, "near=Kumanovo&radius_km=20") == ["Limkov DOO"]
    assert found(anyone, "founded_min=2000&sort=-founded&limit=1") in (
        ["Limkov DOO"],
        ["Šuma Druk"],
    )


def test_only_public_parts_are_searched_and_each_reader_is_told_its_own(scene: World) -> None:
    anyone, member = scene.anonymous(), scene.api("lead_firm")
    assert found(anyone, "languages=en") == ["Limkov DOO"]
    assert found(member, "size=small") == []
    (seen,) = anyone.get("/organizations?q=Limkov").json["items"]
    assert (seen["size_class"], seen["certificates"]) == (None, ["ISO 9001"])
    (seen,) = member.get("/organizations?q=Limkov").json["items"]
    assert seen["size_class"] == {"mk": "small", "eu": "small"}


def test_facets_count_and_pages_follow_each_other(scene: World) -> None:
    first = scene.anonymous().get("/organizations?limit=1").json
    assert (first["total"], len(first["items"])) == (2, 1)
    regions = {one["value"]: one["count"] for one in first["facets"]["region"]}
    assert regions == {"North-East": 1, "Polog": 1}
    second = scene.anonymous().get(f"/organizations?limit=1&cursor={first['next']}").json
    assert second["next"] is None
    assert second["items"] != first["items"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("cursor=rubbish", "/cursor"),
        ("near=Atlantis", "/near"),
        ("sort=colour", "/sort"),
        ("limit=0", "/limit"),
        ("colour=red", "/colour"),
    ],
)
def test_faults_in_the_question_are_named(world: World, query: str, pointer: str) -> None:
    answer = world.anonymous().get(f"/organizations?{query}")
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json["errors"]] == [pointer]


def test_a_search_outage_is_told_and_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any) -> None:
        raise SearchUnavailable("no engine")

    monkeypatch.setattr(type(world.runtime.ports.search), "search", away)
    answer = world.anonymous().get("/organizations")
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert firm(world, firm_profile()).token


def test_suspended_firms_and_ended_certificates_are_found_no_more(scene: World) -> None:
    anyone = scene.anonymous()
    assert found(anyone, "certificates=CE") == ["Šuma Druk"]
    scene.clock.forward(days=30)
    scene.deliver()
    assert found(anyone, "certificates=CE") == []
    with scene.sessions.write() as session:
        row = session.query(Organization).filter_by(name="Limkov DOO").one()
        row.state, row.revision = "suspended", row.revision + 1
        record_organization(session, row, "organization.suspended")
    scene.deliver()
    assert found(anyone, "q=stamping") == []


def test_a_list_takes_no_more_statements_for_more_rows(world: World) -> None:
    for _ in range(6):
        firm(world, firm_profile())
    world.deliver()
    counts = []
    for limit in (1, 6):
        with counted(world.sessions.engine) as statements:
            found(world.anonymous(), f"limit={limit}")
        counts.append(len(statements))
    assert counts[0] == counts[1]
