"""The change feed through the API: order, resuming, filters, and who is told what."""

from __future__ import annotations

import base64
import random
from typing import Any

import pytest
from sqlalchemy import delete, insert

from events import catalogue
from events.outbox import record
from events.sequencer import assign_positions
from events.tables import high_water, outbox
from tests.support.needs import supplier_need
from tests.support.world import Api, World


def record_all(world: World, **owners: str) -> None:
    """One event of every type, its sample's owners replaced by these."""
    with world.sessions.write() as session:
        for type_, kind in catalogue.TYPES.items():
            data = dict(kind.sample)
            data |= {name: id_ for name, id_ in owners.items() if name in data}
            record(session, type_, key=f"{kind.topic}/1", revision=1, data=data)
    sequence(world)


def sequence(world: World) -> None:
    """Give committed events their place in the feed."""
    with world.sessions.write() as session:
        assign_positions(session)


def told(reader: Api, **query: str) -> list[dict[str, Any]]:
    """Everything that the reader is told, over as many requests as it takes."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        answer = reader.get(f"/changes?{asked}" + (f"&cursor={cursor}" if cursor else ""))
        assert answer.status_code == 200, answer.json
        found += answer.json["items"]
        cursor = answer.json["next"]
        if not answer.json["more"]:
            return found


def types(items: list[dict[str, Any]]) -> set[str]:
    return {item["type"] for item in items}


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm", "administrator")


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme", "administrator")


@pytest.fixture
def history(world: World, buyer: Api, firm: Api) -> str:
    """A published need of the buyer, and an event of every type between the two; the need's id."""
    need = buyer.post("/needs", supplier_need()).json["id"]
    assert buyer.post(f"/needs/{need}/publish").status_code == 200
    record_all(
        world,
        buyer=str(buyer.organization),
        supplier=str(firm.organization),
        organization=str(firm.organization),
        adviser=world.organization("bso"),
        by=str(buyer.organization),
        need=need,
    )
    return need


def test_the_parties_are_told_of_what_is_theirs(buyer: Api, firm: Api, history: str) -> None:
    both = {"deal.opened", "payment.recorded", "award.decided", "application.decided"}
    firms = {"jobs.claimed", "application.submitted", "delegation.granted", "profile.updated"}
    buyers = {"match.ranked", "award.none", "evaluation.opened", "deal.rated"}
    assert both | buyers <= types(told(buyer))
    assert not (firms - {"profile.updated"}) & types(told(buyer))
    assert both | firms <= types(told(firm))
    assert not buyers & types(told(firm))


def test_foreign_organisations_are_told_of_public_things_alone(world: World, history: str) -> None:
    public = {"need.published", "question.asked", "question.answered", "profile.updated"}
    for kind in ("", "msme", "lead_firm", "bso", "lender"):
        reader = world.api(kind, "administrator") if kind else world.anonymous()
        assert types(told(reader)) == public | {"period.locked"}, kind


def test_staff_are_told_what_the_policy_lets_them_see(world: World, history: str) -> None:
    found = types(told(world.api("programme", "viewer")))
    assert {"jobs.claimed", "entry.recorded", "deal.opened", "period.moved"} <= found
    assert not {"application.submitted", "match.ranked", "award.decided", "deal.rated"} & found


def test_nothing_of_the_content_is_told(world: World, buyer: Api, history: str) -> None:
    for item in told(buyer):
        assert item.keys() == {
            *("position", "id", "type", "topic", "subject", "revision", "time"),
            *("repeated", "refs"),
        }
        assert all(len(value) == 36 for value in item["refs"].values())


def test_a_private_thing_is_told_once_it_is_public(world: World, buyer: Api) -> None:
    anyone = world.anonymous()
    need = buyer.post("/needs", supplier_need()).json["id"]
    sequence(world)
    assert told(anyone, topic="needs") == []
    buyer.post(f"/needs/{need}/publish")
    sequence(world)
    (item,) = told(anyone, topic="needs")
    assert item["subject"] == f"need/{need}"
    assert item["refs"] == {"organization": buyer.organization}


@pytest.mark.parametrize("seed", range(3))
def test_any_stops_and_limits_give_the_same_feed(
    world: World, firm: Api, history: str, seed: int
) -> None:
    whole = told(firm)
    chance = random.Random(seed)
    found: list[dict[str, Any]] = []
    cursor = ""
    while len(found) < len(whole):
        path = f"/changes?limit={chance.randint(1, 7)}" + (f"&cursor={cursor}" if cursor else "")
        answer = firm.get(path).json
        if chance.random() < 0.3:
            continue
        found, cursor = found + answer["items"], answer["next"]
    assert found == whole
    assert [item["position"] for item in whole] == sorted(item["position"] for item in whole)


def test_an_idle_reader_moves_on_and_starts_where_it_likes(
    world: World, firm: Api, history: str
) -> None:
    """The cursor passes what others are told, so that it does not grow old meanwhile."""
    late = world.anonymous().get("/changes?start=newest").json
    assert (late["items"], late["more"], late["total"]) == ([], False, 0)
    assert told(world.anonymous(), cursor=late["next"]) == []
    passed = world.anonymous().get("/changes?topic=deals").json
    assert passed["next"] == late["next"]


def test_filters(firm: Api, history: str) -> None:
    assert {item["topic"] for item in told(firm, topic="deals")} == {"deals"}
    assert types(told(firm, type="deal.opened")) == {"deal.opened"}
    assert told(firm, topic="needs", type="deal.opened") == []
    assert firm.get("/changes?topic=deels").status_code == 422


def test_a_cursor_behind_what_was_removed_says_how_to_start_again(
    world: World, firm: Api, history: str
) -> None:
    early = firm.get("/changes?limit=1").json["next"]
    with world.sessions.write() as session:
        session.execute(delete(outbox).where(outbox.c.position <= 5))
        session.execute(insert(high_water).values(name="outbox", position=5))
    answer = firm.get(f"/changes?cursor={early}")
    assert (answer.status_code, answer.json["code"]) == (410, "cursor-lost")
    assert "start=newest" in answer.json["detail"]
    assert told(firm)[0]["position"] > 5


def test_a_cursor_of_another_history_or_of_nobodys_making(firm: Api, history: str) -> None:
    position, mark = firm.get("/changes?start=newest").json["next"], "0" * 8
    position = base64.urlsafe_b64decode(position).decode().split(":")[1]
    other = base64.urlsafe_b64encode(f"p:{position}:{mark}".encode()).decode()
    assert firm.get(f"/changes?cursor={other}").status_code == 410
    for wrong in ("x", "cDox", base64.urlsafe_b64encode(b"p:-1:").decode()):
        assert firm.get(f"/changes?cursor={wrong}").status_code == 422
