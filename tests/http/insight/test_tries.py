"""A firm that lost its first three tries is pointed out to its adviser, once."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.applications.decisions import decide
from marketplace.applications.models import Application
from marketplace.notifications.models import Notification
from tests.support.applications import Tender, advise
from tests.support.pages import Visitor
from tests.support.world import Api, World


def tried(world: World, firm: Api, state: str) -> None:
    """One application of the firm that was decided so."""
    tender = Tender(world)
    application = tender.sent(firm)
    tender.close()
    with world.sessions.write() as session:
        decide(session, None, session.get_one(Application, application), state)
    world.deliver()


def told(world: World, person: str | None) -> int:
    found = select(Notification).where(Notification.kind == "firm.three_tries")
    rows = world.look(lambda s: s.scalars(found).all())
    return sum(one.user_id == person for one in rows)


def adviser_home(world: World, adviser: str) -> tuple[str, str]:
    person = world.person(adviser)
    return Visitor(world, person, adviser).get("/home").text, person


def test_three_lost_are_told_once(world: World) -> None:
    firm = world.api("msme", name="Limkov DOO")
    adviser = advise(world, str(firm.organization), "Chamber East").organization
    person = world.person(adviser)
    for _ in range(2):
        tried(world, firm, "not_selected")
    assert "Look at the applications" not in adviser_home(world, adviser)[0]
    assert told(world, person) == 0
    tried(world, firm, "not_selected")
    assert "Look at the applications of Limkov DOO" in adviser_home(world, adviser)[0]
    assert told(world, person) == 1
    tried(world, firm, "not_selected")
    assert told(world, person) == 1


def test_one_won_is_no_matter_for_the_adviser(world: World) -> None:
    firm = world.api("msme")
    adviser = advise(world, str(firm.organization), "Chamber East").organization
    tried(world, firm, "selected")
    for _ in range(3):
        tried(world, firm, "not_selected")
    assert "Look at the applications" not in adviser_home(world, adviser)[0]
