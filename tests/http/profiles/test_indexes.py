"""The public indexes of organisations and services against the tables that they are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy.orm import Session

from marketplace.organizations.snapshots import record_organization
from marketplace.profiles import documents as organizations
from marketplace.profiles import hooks
from marketplace.profiles import republish as profiles
from marketplace.support import documents as services
from marketplace.support import republish as support
from search.specs import ORGANIZATIONS, SERVICES
from tests.support.profiles import firm_profile, training
from tests.support.queries import counted
from tests.support.world import World


@pytest.fixture
def scene(world: World) -> World:
    firm, bso = world.api("msme", name="Limkov DOO"), world.api("bso")
    firm.put(f"/organizations/{firm.organization}/profile", firm_profile(), If_Match='"0"')
    made = bso.post("/services", training()).json["id"]
    assert bso.post(f"/services/{made}/publish").status_code == 200
    announce(world, bso.organization or "")
    world.deliver()
    return world


def announce(world: World, organization_id: str) -> None:
    from marketplace.organizations.models import Organization

    with world.sessions.write() as session:
        row = session.get_one(Organization, organization_id)
        record_organization(session, row, "organization.updated")


def held(world: World, index: str) -> dict[str, int]:
    return dict(world.runtime.ports.search.revisions(index))


def made(world: World, documents: Any) -> dict[str, int]:
    return world.look(lambda s: {one.id: one.revision for one in documents(s)})


def test_what_is_indexed_is_what_a_rebuild_would_make(scene: World) -> None:
    assert held(scene, "organizations") == made(scene, organizations.documents)
    assert held(scene, "services") == made(scene, services.documents)
    engine = scene.runtime.ports.search
    for spec, documents in ((ORGANIZATIONS, organizations), (SERVICES, services)):
        scene.look(lambda s, d=documents, spec=spec: engine.rebuild(spec, d.documents(s)))
        assert held(scene, spec.name) == made(scene, documents.documents)
    found = scene.anonymous().get("/organizations?q=stamping").json["items"]
    assert [one["name"] for one in found] == ["Limkov DOO"]


def test_snapshots_carry_the_present_revision(scene: World) -> None:
    (profile,) = scene.look(lambda s: list(profiles.snapshots(s)))
    assert (profile.type, profile.revision) == ("profile.updated", 1)
    (service,) = scene.look(lambda s: list(support.snapshots(s)))
    assert (service.type, service.revision) == ("service.published", 2)


def test_a_rebuild_takes_no_more_statements_for_more_firms(scene: World) -> None:
    with counted(scene.sessions.engine) as few:
        made(scene, organizations.documents)
    for _ in range(5):
        scene.organization("msme")
    with counted(scene.sessions.engine) as more:
        made(scene, organizations.documents)
    assert len(more) == len(few)


@pytest.fixture
def history() -> Iterator[dict[str, list[str]]]:
    """Titles of public awards by supplier, told by a slice that comes later."""
    won: dict[str, list[str]] = {}

    def answer(session: Session, suppliers: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {one: won[one] for one in suppliers if one in won}

    hooks.answers_awards(answer)
    yield won
    hooks._awards.remove(answer)


def test_an_unclaimed_firm_is_found_by_the_orders_it_won(
    world: World, history: dict[str, list[str]]
) -> None:
    firm = world.organization("msme", state="unclaimed", name="Exemplo Metal, Lda")
    history[firm] = ["Estruturas metálicas"]
    announce(world, firm)
    world.deliver()
    (found,) = world.anonymous().get("/organizations?q=estruturas").json["items"]
    assert (found["name"], found["state"]) == ("Exemplo Metal, Lda", "unclaimed")
    page = world.app.test_client().get(f"/organizations/{firm}").text
    assert "Estruturas metálicas" in page
