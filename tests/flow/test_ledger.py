"""From an application to verified jobs, in both modes: the programme's figures move by exactly that
and open to what they are made of; everything told again changes nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from marketplace.db import Base
from marketplace.mailing import Delivery
from marketplace.recovery import drain, reindex, republish, verify
from tests.flow.conftest import PATIENCE, eventually
from tests.support.story import FTE, NET, Story, made
from tests.support.world import Api, World

SALES, JOBS = "O3-05", "BEP-02"
MADE_AGAIN = {"shortlists", "shortlist_entries", "profile_demands", "reindexings", "counters"}
"""Tables that republishing may write anew; `verify` holds them against their sources."""


def test_from_an_application_to_the_programmes_figures(live: World) -> None:
    story, rival = begun(live)
    officer = story.officer
    before = {code: actual(officer, code) for code in (SALES, JOBS)}
    story.tell("Brackets for a new line")
    moved = {SALES: Decimal(NET), JOBS: Decimal(FTE)}
    eventually(lambda: {code: actual(officer, code) - before[code] for code in moved} == moved)
    opens(story, SALES, NET, deal=story.ids["deal"])
    opens(story, JOBS, FTE, claim=story.ids["claim"])
    assert made(rival.get(f"/applications/{story.ids['rival 55.00']}"))["state"] == "not_selected"
    eventually(lambda: told(rival).count("application.not_selected") == 1)
    eventually(lambda: told(story.firm).count("deal.completed") == 1)
    assert {"delivery.recorded", "deal.opened"} <= set(told(story.buyer))
    again(live)
    assert told(story.firm).count("deal.completed") == 1


def begun(world: World) -> tuple[Story, Api]:
    """A story with a rival, and the rival."""
    buyer, firm = world.api("lead_firm", name="Orlan Automotive"), world.api("msme", name="Limkov")
    rival, officer = world.api("msme", name="Varos"), world.api("programme")
    for one in (buyer, firm, rival, officer):
        world.tell(str(one.organization))
    today = world.clock.now().date()
    return Story(buyer, firm, officer, today, eventually, rivals={"55.00": rival}), rival


def actual(officer: Api, code: str) -> Decimal:
    """What an indicator comes to as a whole."""
    return Decimal(made(officer.get(f"/indicators/{code}"))["actual"]["value"] or 0)


def opens(story: Story, code: str, value: str, **source: Any) -> None:
    """The figure opens to the firm alone, and its entries to where they come from."""
    (row,) = made(story.officer.get(f"/indicators/{code}/behind"))["items"]
    assert (row["organization"], row["value"]) == (story.firm.organization, value)
    assert sum(Decimal(one["value"]) for one in row["entries"]) == Decimal(value)
    for one in row["entries"]:
        assert one["status"] == "verified"
        assert {name: one[name] for name in source} == source


def told(api: Api) -> list[str]:
    """The kinds of what the person was told."""
    return [one["kind"] for one in made(api.get("/notifications"))["items"]]


def again(world: World) -> None:
    """Everything is told again and all indexes are built again: every table says the same."""
    drain(world.runtime, PATIENCE)
    before = rows(world)
    republish(world.runtime)
    reindex(world.runtime)
    drain(world.runtime, PATIENCE)
    assert verify(world.runtime) == []
    after = rows(world)
    assert [name for name in before if before[name] != after[name]] == []
    assert before["outcome_entries"]


def rows(world: World) -> dict[str, list[str]]:
    """What stands in each table, and the mails that were sent."""
    tables = [one for name, one in Base.metadata.tables.items() if name not in MADE_AGAIN]
    mails = select(Delivery.id, Delivery.to, Delivery.subject)
    with world.sessions.read() as session:
        found = {one.name: sorted(map(str, session.execute(select(one)))) for one in tables}
        return found | {"deliveries": sorted(map(str, session.execute(mails)))}
