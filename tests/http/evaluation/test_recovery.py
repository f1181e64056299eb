"""What `verify` finds and `republish` tells, reminders, and whom notices reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.evaluation.checks import CHECKS
from marketplace.evaluation.models import Award, Decision, Evaluation
from marketplace.evaluation.queries import evaluators
from marketplace.evaluation.republish import snapshots
from marketplace.notifications.models import Notification
from tests.support.evaluating import Scene, events_of
from tests.support.pages import Visitor
from tests.support.world import Api, World

LIMKOV, SHARRA = "Limkov DOO", "Sharra Metal DOO"


def violations(world: World) -> set[str]:
    """Names of the slice's checks that find something."""
    ports = world.runtime.ports
    return {
        name
        for name, check in CHECKS.items()
        if world.look(lambda session, check=check: list(check(session, ports)))
    }


def _other_total(session: Session, award: Award) -> None:
    decision = session.get_one(Decision, award.decision_id)
    result = [dict(lot) for lot in decision.result]
    result[0] = result[0] | {"lines": [one | {"total": "1.00"} for one in result[0]["lines"]]}
    decision.result = result


def _dearer(session: Session, award: Award) -> None:
    award.lots = [row | {"price": "1.00"} for row in award.lots]


def _declined(session: Session, award: Award) -> None:
    award.state = "declined"


def _unsent(session: Session, award: Award) -> None:
    for one in evaluators(session, award.need_id):
        one.sent_at = None


@pytest.mark.parametrize(
    ("spoil", "names"),
    [
        (_other_total, {"evaluation-sums", "evaluation-scores"}),
        (_dearer, {"evaluation-awards"}),
        (_declined, {"evaluation-applications", "evaluation-needs"}),
        (_unsent, {"evaluation-sealed"}),
    ],
)
def test_each_check_finds_what_it_is_for(
    world: World, spoil: Callable[[Session, Award], None], names: set[str]
) -> None:
    scene = Scene(world)
    scene.evaluated()
    award = scene.award(LIMKOV).json["id"]
    world.deliver()
    assert violations(world) == set()
    with world.sessions.write() as session:
        spoil(session, session.get_one(Award, award))
    assert violations(world) == names


def test_awards_are_told_again_as_they_are(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    scene.award(LIMKOV)
    world.clock.forward(days=20)
    world.deliver()
    told = world.look(lambda session: [(one.type, one.data) for one in snapshots(session)])
    assert told == [("award.final", events_of(world, "award.final")[0])]


def kinds_of(world: World, person: Api) -> list[str]:
    """What this person was told, oldest first."""
    found = select(Notification.kind).where(Notification.user_id == person.person)
    return world.look(lambda s: list(s.scalars(found.order_by(Notification.created_at))))


def test_evaluators_are_named_reminded_and_told_when_it_opens(world: World) -> None:
    scene = Scene(world)
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(ana, boris)
    world.deliver()
    assert "evaluation.named" in kinds_of(world, ana)
    scene.score_all(ana, (80, 95), (85, 70), (70, 60))
    due = world.look(lambda session: session.get_one(Evaluation, scene.id).due_at)
    world.clock.forward(seconds=(due - world.clock.now()).total_seconds() - 3600)
    world.deliver()
    assert "evaluation.due" in kinds_of(world, boris)
    assert "evaluation.due" not in kinds_of(world, ana)
    world.clock.forward(hours=2)
    world.deliver()
    assert "evaluation.late" in kinds_of(world, boris)
    scene.score_all(boris, (80, 95), (85, 70), (70, 60))
    world.deliver()
    assert "evaluation.opened" in kinds_of(world, ana)


def test_both_sides_hear_that_a_standstill_ends_and_of_a_refusal(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    award: dict[str, Any] = scene.award(LIMKOV).json["awards"][0]
    world.clock.forward(days=6, hours=13)
    world.deliver()
    assert "award.ends" in kinds_of(world, scene.buyer)
    assert "award.ends" in kinds_of(world, scene.firms[LIMKOV])
    said = {"reason": "The line is full."}
    assert scene.firms[LIMKOV].post(f"/awards/{award['id']}/decline", said).status_code == 200
    world.deliver()
    assert "award.declined" in kinds_of(world, scene.buyer)


def test_homes_ask_for_scores_decisions_and_answers(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    ana = scene.colleague()
    scene.close()
    assert "Evaluate the applications" in home(world, scene.buyer)
    scene.name(ana)
    assert "Score the applications" in home(world, ana)
    assert "Score the applications" not in home(world, scene.buyer)
    scene.score_all(ana, (80, 95), (85, 70), (70, 60))
    assert "Decide the award" in home(world, scene.buyer)
    scene.award(LIMKOV)
    assert "Decide the award" not in home(world, scene.buyer)
    assert "You were chosen" in home(world, scene.firms[LIMKOV])
    assert "You were chosen" not in home(world, scene.firms[SHARRA])


def home(world: World, person: Api) -> str:
    """The person's home."""
    text: str = Visitor(world, person.person, person.organization).get("/home").text
    return text
