"""From what happens to what people read: on the page, by mail, in the digest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from events.deliver import deliver
from events.outbox import from_row
from events.tables import outbox
from tests.support.matches import entry, rank
from tests.support.needs import supplier_need
from tests.support.notices import happened, mails, organization_event
from tests.support.world import Api, World


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm", name="Vardar Motors AD")


@pytest.fixture
def need(buyer: Api) -> str:
    """A published need's id."""
    identifier: str = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{identifier}/publish")
    return identifier


def choose(api: Api, **choices: str) -> None:
    tag = api.get("/notifications/preferences").headers["ETag"]
    stored = api.get("/notifications/preferences").json
    answer = api.put("/notifications/preferences", stored | choices, If_Match=tag)
    assert answer.status_code == 200, answer.json


def kinds(api: Api) -> list[str]:
    return [one["kind"] for one in api.get("/notifications").json["items"]]


def test_a_match_is_mailed_once_however_often_it_is_ranked(world: World, need: str) -> None:
    firm = world.api("msme")
    choose(firm, matching="each")
    for revision in (1001, 1002, 1002):
        rank(world, need, 2, revision, entry(firm.organization, 0.8))
    (mail,) = mails(world)
    assert mail["Subject"] == "A need fits you: Stamped steel brackets"
    assert f"http://127.0.0.1:8000/needs/{need}" in mail.get_content()
    assert kinds(firm) == ["match.entered"]


def test_only_the_first_places_of_the_eligible_are_told(world: World, need: str) -> None:
    far, near_miss = world.api("msme"), world.api("msme")
    rank(
        world,
        need,
        2,
        1001,
        entry(far.organization, 0.3, rank=21),
        entry(near_miss.organization, 0.2, rank=None),
    )
    assert kinds(far) == kinds(near_miss) == []


def test_the_digest_comes_once_at_seven_with_all_that_is_unread(world: World, buyer: Api) -> None:
    firm = world.api("msme")
    needs = []
    for title in ("Brackets", "Frames", "Pallets"):
        needs.append(buyer.post("/needs", supplier_need(title=title)).json["id"])
        buyer.post(f"/needs/{needs[-1]}/publish")
        rank(world, needs[-1], 2, 1001, entry(firm.organization, 0.7))
    read = firm.get("/notifications").json["items"][0]["id"]
    firm.post(f"/notifications/{read}/read")
    assert mails(world) == []
    world.clock.forward(hours=18, minutes=59)
    world.deliver()
    assert mails(world) == []
    world.clock.forward(minutes=1)
    world.deliver()
    (mail,) = mails(world)
    assert mail["Subject"] == "2 new messages on Business Ecosystem Marketplace"
    assert "Brackets" in mail.get_content()
    assert "Pallets" not in mail.get_content()
    world.clock.forward(days=2)
    world.deliver()
    assert len(mails(world)) == 1


def test_an_unclaimed_firm_is_invited_by_one_mail_with_a_link_to_claim(
    world: World, buyer: Api, need: str
) -> None:
    firm = world.organization("msme", state="unclaimed", name="Nova Plast")
    body = {"organization": firm, "email": "owner@example.com", "message": "Please look."}
    for _ in range(2):
        buyer.post(f"/needs/{need}/invitations", body)
    world.deliver()
    (mail,) = mails(world)
    assert (mail["To"], "Vardar Motors AD" in mail["Subject"]) == ("owner@example.com", True)
    assert f"/organizations/{firm}/claim" in mail.get_content()
    assert "Please look." in mail.get_content()


def test_members_hear_of_an_invitation_and_of_what_becomes_of_the_need(
    world: World, buyer: Api, need: str
) -> None:
    firm, bystander = world.api("msme"), world.api("msme")
    buyer.post(f"/needs/{need}/invitations", {"organization": firm.organization})
    revised = supplier_need(deliver_by="2028-01-20")
    tag = buyer.get(f"/needs/{need}").headers["ETag"]
    buyer.put(f"/needs/{need}", revised, If_Match=tag)
    buyer.post(f"/needs/{need}/cancel", {"reason": "The line moves."})
    world.deliver()
    assert set(kinds(firm)) == {"need.invited", "need.revised", "need.cancelled"}
    texts = [one["text"] for one in firm.get("/notifications").json["items"]]
    assert any("Reason: The line moves." in text for text in texts)
    assert kinds(bystander) == []


def test_a_question_reaches_the_buyer_and_its_answer_the_asker(
    world: World, buyer: Api, need: str
) -> None:
    firm = world.api("msme")
    asked = firm.post(f"/needs/{need}/questions", {"text": "Which zinc?"}).json["id"]
    world.deliver()
    assert kinds(buyer) == ["question.asked"]
    assert firm.organization not in str(buyer.get("/notifications").json)
    for text in ("8 micrometres", "10 micrometres"):
        buyer.post(f"/questions/{asked}/answer", {"text": text})
        world.clock.forward(minutes=1)
        world.deliver()
    assert kinds(firm) == ["question.answered"] * 2


def test_a_decision_reaches_the_members_in_their_language(world: World) -> None:
    firm = world.organization("msme", state="submitted")
    editor = world.person(firm, language="mk")
    programme, admin = world.api("programme"), world.api_of(world.person(staff=True), None)
    organization_event(world, "organization.submitted", firm, state="submitted")
    organization_event(world, "organization.returned", firm, 3, reason="Write the EMBS.")
    organization_event(world, "organization.returned", firm, 3, reason="Write the EMBS.")
    assert kinds(programme) == kinds(admin) == ["organization.submitted"]
    found = world.api_of(editor, firm).get("/notifications").json["items"]
    assert [one["kind"] for one in found] == ["organization.returned"]
    assert "Write the EMBS." in found[0]["text"]


def test_delegations_and_memberships_reach_both_sides(world: World) -> None:
    owner = world.api("msme", "administrator", name="Limkov DOO")
    adviser = world.api("bso", name="Chamber")
    joined = world.api_of(world.person(), None)
    member = {"organization": owner.organization, "user": joined.person, "role": "editor"}
    key = f"organization/{owner.organization}"
    happened(world, "membership.asked", key, 1, member)
    happened(world, "membership.granted", key, 1, member)
    granted = {
        "id": "d1",
        "organization": owner.organization,
        "adviser": adviser.organization,
        "tasks": ["apply"],
        "until": "2027-06-30",
    }
    happened(world, "delegation.granted", key, 1, granted)
    assert kinds(joined) == ["membership.granted"]
    assert set(kinds(owner)) == {"membership.asked", "delegation.granted"}
    (told,) = adviser.get("/notifications").json["items"]
    assert told["text"] == "Chamber may act for Limkov DOO until 30 June 2027."


def test_events_delivered_again_tell_nobody_again(world: World, buyer: Api, need: str) -> None:
    firm = world.api("msme")
    choose(firm, matching="each")
    rank(world, need, 2, 1001, entry(firm.organization, 0.8))
    buyer.post(f"/needs/{need}/invitations", {"organization": firm.organization})
    world.deliver()
    sent = len(mails(world))
    rows = world.look(lambda session: session.execute(select(outbox)).all())
    again = [replace(from_row(row), id=f"again-{row.id}") for row in rows]
    consumer = world.runtime.consumers["notifications"]
    for events in ([from_row(row) for row in rows], again):
        deliver(world.sessions, consumer, events)
    assert (sent, len(mails(world))) == (2, 2)
    assert sorted(kinds(firm)) == ["match.entered", "need.invited"]


def test_what_is_told_long_after_it_happened_asks_for_nobodys_attention(
    world: World, buyer: Api, need: str
) -> None:
    firm = world.api("msme")
    asked = world.clock.now()
    firm.post(f"/needs/{need}/questions", {"text": "Which zinc thickness?"})
    world.clock.forward(days=20)
    world.deliver()
    (told,) = [
        one for one in buyer.get("/notifications").json["items"] if one["kind"] == "question.asked"
    ]
    assert told["created_at"] == asked.isoformat()
    assert told["read_at"]
    assert mails(world) == []
