"""The front page counts; homes say what needs each role, the earliest deadline first."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from marketplace.home import tasks
from marketplace.home.tasks import Task
from marketplace.home.totals import closing_soon, totals
from marketplace.needs.models import Invitation
from marketplace.policy import Actor
from tests.support.needs import supplier_need, workforce_need
from tests.support.pages import Visitor
from tests.support.world import Api, World


def publish(buyer: Api, **changes: object) -> str:
    need = buyer.post("/needs", supplier_need(**changes)).json
    assert buyer.post(f"/needs/{need['id']}/publish").status_code == 200
    identifier: str = need["id"]
    return identifier


def home(world: World, who: Api) -> str:
    text: str = Visitor(world, who.person, who.organization).get("/home").text
    return text


def test_the_front_page_counts_what_is_there_now(world: World) -> None:
    buyer = world.api("lead_firm")
    world.organization("msme", "bso")
    world.organization("msme", state="unclaimed")
    world.organization("msme", state="draft")
    publish(buyer)
    need = buyer.post("/needs", workforce_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    buyer.post("/needs", supplier_need())
    counted = world.look(totals)
    assert (counted.needs["supplier"], counted.needs["workforce"]) == (1, 1)
    assert (counted.verified, counted.unclaimed) == (2, 1)
    assert (counted.kinds["msme"], counted.kinds["bso"], counted.kinds["lead_firm"]) == (1, 1, 1)
    page = Visitor(world).get("/").text
    assert "See 2 open needs" in page
    assert "Stamped steel brackets" in page


def test_a_need_that_closed_by_the_clock_is_no_longer_open(world: World) -> None:
    publish(world.api("lead_firm"))
    assert len(world.look(closing_soon)) == 1
    world.clock.forward(days=400)
    assert world.look(closing_soon) == []
    assert world.look(totals).needs.total() == 0


def test_a_buyer_is_asked_for_answers_and_drafts(world: World) -> None:
    buyer, firm = world.api("lead_firm"), world.api("msme")
    need = publish(buyer, title="Brackets")
    for text in ("Which steel grade?", "Which coating?"):
        assert firm.post(f"/needs/{need}/questions", {"text": text}).status_code == 201
    buyer.post("/needs", supplier_need(title="Frames"))
    page = home(world, buyer)
    assert "Answer 2 questions" in page
    assert f'href="/needs/{need}/questions"' in page
    assert "Finish and publish a need" in page
    assert page.index("Brackets") < page.index("Frames is a draft")
    assert "Open for applications: 1" in page


def test_a_firm_is_asked_to_look_at_invitations_and_to_renew_certificates(world: World) -> None:
    buyer, firm = world.api("lead_firm", name="Orlan AD"), world.api("msme")
    need = publish(buyer, title="Brackets")
    world.add(
        Invitation(
            id=world.new_id(),
            need_id=need,
            organization_id=firm.organization,
            invited_by=buyer.person,
            invited_at=world.clock.now(),
        )
    )
    page = home(world, firm)
    assert "Look at the need that Orlan AD invites you to" in page
    assert "0% complete." in page
    assert "No open need fits your firm yet" in page


def test_the_programme_sees_who_waits_for_verification(world: World) -> None:
    world.organization("msme", state="submitted", name="Limkov DOO")
    page = home(world, world.api("programme"))
    assert "Verify Limkov DOO" in page
    assert re.search(r"Waiting for a decision</dt><dd>1<", page)


def test_an_adviser_sees_its_firms_and_a_person_alone_is_asked_to_begin(world: World) -> None:
    assert "No firm lets you act for it yet" in home(world, world.api("bso"))
    alone = Visitor(world, world.person()).get("/home").text
    assert "Register your organisation, or ask to join it" in alone


def test_slices_give_tasks_and_the_earliest_deadline_comes_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon, later = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)

    monkeypatch.setattr(tasks, "_tasks", [])

    @tasks.gives_tasks
    def given(session: object, actor: Actor) -> list[Task]:
        late = [Task("Later", "", "/", "Go", later), Task("Some day", "", "/", "Go")]
        return [*late, Task("Soon", "", "/", "Go", soon)]

    found = world.look(lambda session: tasks.tasks_of(session, Actor()))
    assert [task.title for task in found] == ["Soon", "Later", "Some day"]
    assert world.look(lambda session: tasks.blocks_of(session, Actor())) == ([], [])
