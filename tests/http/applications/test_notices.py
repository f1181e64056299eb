"""Who hears of an application at each step, and who does not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.applications.models import Application
from marketplace.applications.services import decide
from marketplace.notifications.models import Notification
from tests.support.applications import Tender, offer
from tests.support.notices import mails
from tests.support.world import Api, World


@pytest.fixture
def tender(world: World) -> Tender:
    return Tender(world)


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme")


def told(world: World, api: Api) -> list[str]:
    """Kinds of what the person was told, in order."""
    world.deliver()
    mine = select(Notification.kind).where(Notification.user_id == api.person)
    return world.look(lambda s: list(s.scalars(mine.order_by(Notification.id))))


def test_each_step_is_told_to_the_firm_and_mailed(world: World, tender: Tender, firm: Api) -> None:
    application = tender.sent(firm)
    path = f"/applications/{application}"
    firm.put(path, offer(note="Ours."), If_Match='"2"')
    tender.revise(deliver_by="2028-01-15")
    firm.post(f"{path}/confirm")
    assert told(world, firm) == [
        "application.submitted",
        "application.revised",
        "application.to_confirm",
        "application.confirmed",
    ]
    sent = [mail["Subject"] for mail in mails(world) if "application" in mail["Subject"]]
    assert sent[0] == "Sent: your application for Stamped steel brackets"
    assert any("A-000001" in mail.get_content() for mail in mails(world))
    firm.post(f"{path}/withdraw")
    assert told(world, firm)[-1] == "application.withdrawn"
    assert told(world, tender.buyer) == []


def test_a_draft_unsent_is_pointed_out_twice(world: World, tender: Tender, firm: Api) -> None:
    tender.draft(firm)
    ends = datetime.fromisoformat(tender.published["apply_by"])
    world.clock.moment = ends - timedelta(hours=49)
    assert told(world, firm) == []
    world.clock.forward(hours=1)
    assert told(world, firm) == ["application.unsent"]
    world.clock.forward(hours=42)
    assert told(world, firm) == ["application.unsent"] * 2
    world.clock.moment = ends
    assert told(world, firm)[2:] == ["need.closed"]
    assert told(world, tender.buyer) == ["applications.opened"]


def test_reminders_follow_a_deadline_that_moved(world: World, tender: Tender, firm: Api) -> None:
    tender.draft(firm)
    tender.revise(apply_by="2027-02-20")
    world.clock.moment = datetime.fromisoformat(tender.published["apply_by"])
    assert told(world, firm) == ["need.revised"]
    world.clock.forward(days=20)
    assert told(world, firm) == ["need.revised", "application.unsent"]


def test_what_was_not_confirmed_is_pointed_out_and_lapses(
    world: World, tender: Tender, firm: Api
) -> None:
    tender.sent(firm)
    tender.revise(deliver_by="2028-01-15")
    world.clock.moment = datetime.fromisoformat(tender.published["apply_by"]) - timedelta(hours=2)
    world.deliver()
    world.clock.forward(hours=2)
    kinds = told(world, firm)
    assert "application.unconfirmed" in kinds
    assert kinds[-1] == "application.lapsed"


def test_decisions_and_their_undoing_are_told(world: World, tender: Tender, firm: Api) -> None:
    application = tender.sent(firm)
    tender.close()
    for state in ("not_selected", "submitted", "selected", "awarded"):
        with world.sessions.write() as session:
            decide(session, None, session.get_one(Application, application), state, {})
        world.deliver()
    assert told(world, firm)[2:] == [
        "application.not_selected",
        "application.reopened",
        "application.selected",
        "application.awarded",
    ]


def test_a_need_called_off_is_told_with_its_reason(world: World, tender: Tender, firm: Api) -> None:
    tender.sent(firm)
    tender.buyer.post(f"/needs/{tender.id}/cancel", {"reason": "We make it ourselves."})
    assert told(world, firm)[-1] == "need.cancelled"
