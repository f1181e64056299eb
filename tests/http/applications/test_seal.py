"""Sealed until the deadline: the buyer is told how many, nobody but the firm what."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from marketplace.applications.models import Application
from marketplace.applications.services import decide
from marketplace.errors import Conflict
from marketplace.policy import Actor
from marketplace.profiles.readers import levels
from tests.support.applications import Tender, offer
from tests.support.world import Api, World

MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def tender(world: World) -> Tender:
    return Tender(world)


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme")


def deadline(tender: Tender) -> datetime:
    return datetime.fromisoformat(tender.published["apply_by"])


def test_before_the_deadline_the_buyer_is_told_a_number_alone(
    world: World, tender: Tender, firm: Api
) -> None:
    application = tender.sent(firm)
    world.deliver()
    told = tender.listed()
    assert told == {
        "items": [],
        "next": None,
        "total": 1,
        "sealed": True,
        "opens_at": tender.published["apply_by"],
    }
    assert tender.buyer.get(f"/applications/{application}").status_code == 404
    assert tender.buyer.get("/own/applications").json["total"] == 0
    assert world.api("msme").get(f"/needs/{tender.id}/applications").json["total"] == 0
    mine = firm.get(f"/needs/{tender.id}/applications").json
    assert [one["id"] for one in mine["items"]] == [application]


def test_the_clock_opens_the_seal_though_no_timer_has_run(
    world: World, tender: Tender, firm: Api
) -> None:
    application = tender.sent(firm)
    world.clock.moment = deadline(tender) - MICROSECOND
    assert tender.listed()["sealed"]
    world.clock.moment = deadline(tender)
    told = tender.listed()
    assert not told["sealed"]
    assert [one["id"] for one in told["items"]] == [application]
    assert tender.buyer.get(f"/applications/{application}").json["lots"] == offer()["lots"]
    assert world.api("lead_firm").get(f"/applications/{application}").status_code == 404


def test_at_the_instant_of_the_deadline_nothing_enters(
    world: World, tender: Tender, firm: Api
) -> None:
    late, sent = tender.draft(world.api("msme")), tender.sent(firm)
    owner = firm
    world.clock.moment = deadline(tender)
    answers = [
        world.api("msme").post(f"/needs/{tender.id}/applications", offer()),
        owner.put(f"/applications/{sent}", offer(note="Late."), If_Match='"2"'),
        owner.post(f"/applications/{sent}/confirm"),
        owner.post(f"/applications/{sent}/withdraw"),
    ]
    assert [(one.status_code, one.json["code"]) for one in answers] == [(409, "need-closed")] * 4
    assert late
    assert tender.listed()["total"] == 1


def test_closing_opens_the_seal_and_calling_off_does_not(world: World, firm: Api) -> None:
    closed, called_off = Tender(world), Tender(world)
    ours, theirs = closed.sent(firm), called_off.sent(firm)
    closed.close()
    assert closed.buyer.get(f"/applications/{ours}").status_code == 200
    reason = {"reason": "We make it ourselves."}
    called_off.buyer.post(f"/needs/{called_off.id}/cancel", reason)
    world.clock.forward(days=365)
    world.deliver()
    assert called_off.buyer.get(f"/applications/{theirs}").status_code == 404
    assert called_off.listed()["sealed"]


def test_a_withdrawn_application_is_never_shown(tender: Tender, firm: Api) -> None:
    application = tender.sent(firm)
    firm.post(f"/applications/{application}/withdraw")
    tender.close()
    assert tender.listed()["total"] == 0
    assert tender.buyer.get(f"/applications/{application}").status_code == 404


def test_a_fuller_profile_joins_once_the_seal_is_open(
    world: World, tender: Tender, firm: Api
) -> None:
    tender.sent(firm)
    buyer = Actor(user="u", organization=tender.buyer.organization, verified=True)
    seen = lambda: world.look(lambda s: levels(s, buyer, [str(firm.organization)]))  # noqa: E731
    before = seen()
    tender.close()
    assert (set(before.values()), set(seen().values())) == ({"signed_in"}, {"applied_to"})


def test_a_decision_waits_for_the_seal_and_tells_the_firm_why(
    world: World, tender: Tender, firm: Api
) -> None:
    application = tender.sent(firm)

    def turn_down() -> None:
        with world.sessions.write() as session:
            row = session.get_one(Application, application)
            decide(session, None, row, "not_selected", {"reason": "rank", "rank": 2, "of": 3})

    with pytest.raises(Conflict):
        turn_down()
    tender.close()
    turn_down()
    world.deliver()
    found = firm.get(f"/applications/{application}").json
    assert (found["state"], found["outcome"]["rank"]) == ("not_selected", 2)
    assert tender.buyer.get(f"/applications/{application}").json["outcome"] is None
