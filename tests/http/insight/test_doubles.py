"""Organisations that may be one: found, merged with undo, and what it does to figures."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from marketplace.insight.checks import CHECKS
from marketplace.insight.models import Pair
from marketplace.organizations.models import Identifier, Membership, Merge, Organization
from marketplace.outcomes import projection
from tests.support.outcomes import claim_jobs, decide, figure, set_baseline
from tests.support.pages import Visitor
from tests.support.world import Api, World

REASON = "Same firm, entered twice."


@pytest.fixture
def desk(world: World) -> Visitor:
    officer = world.api("programme")
    return Visitor(world, officer.person, officer.organization)


def two(world: World) -> tuple[Api, Api]:
    """A firm under its name in either script, known to all who listen."""
    firms = world.api("msme", name="Limkov Metal DOO"), world.api("msme", name="Лимков Метал ДОО")
    for one in firms:
        assert one.organization
        world.tell(one.organization)
    world.deliver()
    return firms


def pairs(world: World) -> list[tuple[str, str, str]]:
    rows = world.look(lambda s: s.scalars(select(Pair)).all())
    return [(one.first_id, one.second_id, one.state) for one in rows]


def act(desk: Visitor, firms: tuple[Api, Api], how: str, data: dict[str, Any]) -> Any:
    path = f"/duplicates/{firms[0].organization}/{firms[1].organization}"
    page = desk.get(path)
    assert page.status_code == 200, page.text
    return desk.post(f"{path}/{how}", data)


def holds(world: World) -> None:
    with world.sessions.read() as session:
        assert list(projection.differences(session)) == []
        for check in CHECKS.values():
            assert list(check(session, world.runtime.ports)) == []


def test_names_in_two_scripts_are_shown_once(world: World, desk: Visitor) -> None:
    firms = two(world)
    ids = sorted(str(one.organization) for one in firms)
    assert pairs(world) == [(*ids, "open")]
    text = desk.get("/duplicates").text
    assert "Limkov Metal DOO" in text
    assert "Names alike: 100 of 100" in text
    holds_keys = CHECKS["doubles"]
    with world.sessions.read() as session:
        known = set(holds_keys(session, world.runtime.ports))
    assert not any(one in fault for fault in known for one in ids)


def test_a_merge_follows_the_figures_and_is_undone(world: World, desk: Visitor) -> None:
    firms = two(world)
    officer = world.api("programme")
    for one in firms:
        set_baseline(one)
        decide(world, officer, claim_jobs(world, one)["id"])
    assert figure(world, "BEP-02") == ("5", "0", 2)
    answer = act(desk, firms, "merge", {"target": "first", "reason": REASON})
    assert answer.status_code == 303, answer.text
    assert figure(world, "BEP-02") == ("5", "0", 1)
    merge = world.look(lambda s: s.scalars(select(Merge)).one())
    kept = {one["indicator"]: (one["before"], one["after"]) for one in merge.effect}
    assert kept["BEP-02"] == ("5", "5")
    world.deliver()
    assert pairs(world)[0][2] == "merged"
    assert desk.get("/duplicates").text.count("Limkov Metal DOO") >= 1
    _state(world, firms[1], "merged")
    with world.sessions.read() as session:
        assert list(projection.differences(session)) == []
    assert desk.post(f"/merges/{merge.id}/undo").status_code == 303
    world.deliver()
    assert figure(world, "BEP-02") == ("5", "0", 2)
    _state(world, firms[1], "verified")
    with world.sessions.read() as session:
        assert list(projection.differences(session)) == []


def _state(world: World, firm: Api, state: str) -> None:
    row = world.look(lambda s: s.get_one(Organization, firm.organization))
    assert row.state == state


def test_members_and_numbers_go_over_and_come_back(world: World, desk: Visitor) -> None:
    firms = two(world)
    with world.sessions.write() as session:
        number = session.scalars(
            select(Identifier).where(Identifier.organization_id == firms[1].organization)
        ).one()
        number.scheme, kept = "EDB", number.id

    def standing() -> tuple[int, str]:
        with world.sessions.read() as session:
            inside = select(Membership.id).where(
                Membership.organization_id == firms[0].organization
            )
            held = session.get_one(Identifier, kept).organization_id
            return len(session.scalars(inside).all()), held

    before = standing()
    act(desk, firms, "merge", {"target": "first", "reason": REASON})
    assert standing() == (before[0] + 1, firms[0].organization)
    merge = world.look(lambda s: s.scalars(select(Merge)).one())
    desk.post(f"/merges/{merge.id}/undo")
    assert standing() == before
    assert desk.post(f"/merges/{merge.id}/undo").status_code == 409


def test_a_merge_needs_its_reason(world: World, desk: Visitor) -> None:
    firms = two(world)
    answer = act(desk, firms, "merge", {"target": "first", "reason": ""})
    assert answer.status_code == 422
    assert world.look(lambda s: s.scalars(select(Merge)).all()) == []


def test_kept_apart_is_not_shown_again(world: World, desk: Visitor) -> None:
    firms = two(world)
    assert act(desk, firms, "apart", {}).status_code == 303
    assert "No pair waits" in desk.get("/duplicates").text
    world.tell(str(firms[0].organization))
    world.deliver()
    assert "No pair waits" in desk.get("/duplicates").text


def test_it_is_the_programmes_alone(world: World) -> None:
    firms = two(world)
    owner = Visitor(world, firms[0].person, firms[0].organization)
    assert owner.get("/duplicates").status_code == 403
