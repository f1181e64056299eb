"""The funnel: kept from events, the same when made again, and open to the needs behind it."""

from __future__ import annotations

from typing import Any

from marketplace.insight.models import NeedStory
from marketplace.insight.projection import differences, rebuild
from marketplace.insight.stages import STAGES
from marketplace.recovery import republish
from tests.support.contracting import procured
from tests.support.matches import entry, rank
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import Api, World


def posted(buyer: Api, **changes: Any) -> str:
    identifier: str = buyer.post("/needs", supplier_need(**changes)).json["id"]
    assert buyer.post(f"/needs/{identifier}/publish").status_code == 200
    return identifier


def told(world: World, need: str) -> dict[str, Any]:
    """The need's story as plain facts."""
    row = world.look(lambda session: session.get_one(NeedStory, need))
    return {c.name: getattr(row, c.name) for c in NeedStory.__table__.columns}


def holds(world: World) -> None:
    """A rebuild and a second telling of everything change nothing."""
    with world.sessions.read() as session:
        assert list(differences(session)) == []


def counted(officer: Api, query: str = "") -> dict[str, int]:
    found = officer.get(f"/funnel{query}").json["stages"]
    return {one["stage"]: one["count"] for one in found}


def test_a_need_goes_through_the_funnel(world: World) -> None:
    buyer, firm, officer = (
        world.api("lead_firm"),
        world.organization("msme"),
        world.api("programme"),
    )
    need = posted(buyer)
    world.deliver()
    assert counted(officer) == {"posted": 1} | dict.fromkeys(STAGES[1:], 0)
    world.clock.forward(hours=3)
    rank(world, need, 2, 1005, entry(firm, 0.9))
    world.deliver()
    assert told(world, need)["wait_matched"] is not None
    world.clock.forward(hours=1)
    assert buyer.get(f"/needs/{need}/shortlist").status_code == 200
    world.deliver()
    first = told(world, need)["viewed_at"]
    assert first is not None
    world.clock.forward(hours=1)
    buyer.get(f"/needs/{need}/shortlist")
    rank(world, need, 2, 1006, entry(firm, 0.8))
    world.deliver()
    assert told(world, need)["viewed_at"] == first
    buyer.post(f"/needs/{need}/invitations", {"organization": firm})
    world.deliver()
    assert counted(officer)["contacted"] == 1
    holds(world)


def test_a_list_that_nobody_fits_is_no_match(world: World) -> None:
    buyer, firm = world.api("lead_firm"), world.organization("msme")
    need = posted(buyer)
    rank(world, need, 2, 1005, entry(firm, 0.1, rank=None, eligible=False))
    world.deliver()
    assert buyer.get(f"/needs/{need}/shortlist").status_code == 200
    world.deliver()
    assert told(world, need)["reached"] == 0
    holds(world)


def test_to_the_last_payment_and_again_from_nothing(world: World) -> None:
    made = procured(world)
    buyer, deal = made.tender.buyer, made.deal.id
    answer = buyer.post(f"/deals/{deal}/complete", {})
    assert answer.status_code == 200, answer.text
    world.deliver()
    before = told(world, made.tender.id)
    assert STAGES[before["reached"]] == "paid"
    assert (before["supplier"], before["buyer"]) == (
        made.winner.organization,
        made.tender.buyer.organization,
    )
    holds(world)
    with world.sessions.write() as session:
        rebuild(session)
    assert told(world, made.tender.id) == before
    republish(world.runtime)
    world.deliver()
    assert told(world, made.tender.id) == before


def test_a_changed_story_is_found(world: World) -> None:
    need = posted(world.api("lead_firm"))
    world.deliver()
    with world.sessions.write() as session:
        session.get_one(NeedStory, need).reached = 7
    with world.sessions.read() as session:
        (fault,) = differences(session)
    assert "reached" in fault


def test_cancelled_needs_say_why(world: World) -> None:
    buyer, officer = world.api("lead_firm"), world.api("programme")
    need = posted(buyer)
    assert buyer.post(f"/needs/{need}/cancel", {"reason": "No budget."}).status_code == 200
    world.deliver()
    found = officer.get("/funnel").json["stages"][0]
    assert (found["lost"], found["losses"]) == (1, {"cancelled": 1})
    desk = Visitor(world, officer.person, officer.organization)
    text = desk.get("/outcomes/funnel/needs?stage=posted&loss=cancelled").text
    assert "The buyer cancelled the need" in text
    assert f"/needs/{need}" in text


def test_any_cut_and_every_link_of_the_page(world: World) -> None:
    made = procured(world)
    buyer, deal = made.tender.buyer, made.deal.id
    answer = buyer.post(f"/deals/{deal}/complete", {})
    assert answer.status_code == 200, answer.text
    world.deliver()
    officer = world.api("programme")
    desk = Visitor(world, officer.person, officer.organization)
    text = desk.get("/outcomes/funnel").text
    assert "/outcomes/funnel/needs?stage=paid" in text
    for by in ("kind", "year", "region", "sector", "size", "buyer", "supplier", "bso"):
        assert desk.get(f"/outcomes/funnel?by={by}").status_code == 200, by
        assert counted(officer, f"?{by}=nothing")["posted"] == 0, by
    firm = made.winner.organization
    assert counted(officer, f"?supplier={firm}")["paid"] == 1
    listed = desk.get(f"/outcomes/funnel/needs?stage=paid&supplier={firm}")
    assert made.tender.id in listed.text
    for path in ("/outcomes/funnel", "/outcomes/funnel/needs?stage=paid"):
        mark = "&" if "?" in path else "?"
        for kind in ("csv", "xlsx"):
            assert desk.get(f"{path}{mark}format={kind}").status_code == 200


def test_indicators_of_the_platform(world: World) -> None:
    buyer, firm, officer = (
        world.api("lead_firm"),
        world.organization("msme"),
        world.api("programme"),
    )
    need = posted(buyer)
    world.clock.forward(hours=3)
    rank(world, need, 2, 1005, entry(firm, 0.9))
    judged = {"organization": firm, "verdict": "useful"}
    assert buyer.post(f"/needs/{need}/judgements", judged).status_code == 200
    world.deliver()
    assert officer.get("/indicators/P-02").json["actual"]["value"] == "100"
    assert officer.get("/indicators/P-01").json["actual"]["entries"] == 1
    assert officer.get("/indicators/P-03").json["actual"]["value"] is None


def test_it_is_the_programmes_alone(world: World) -> None:
    assert world.api("lead_firm").get("/funnel").status_code == 403
