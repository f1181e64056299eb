"""Targets against actuals: the page, its files and the API."""

from __future__ import annotations

import pytest

from marketplace.insight import targets
from marketplace.outcomes import totals
from tests.support.outcomes import claim_jobs, decide, set_baseline
from tests.support.pages import Visitor
from tests.support.world import Api, World


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def desk(world: World, officer: Api) -> Visitor:
    return Visitor(world, officer.person, officer.organization)


def jobs(world: World, officer: Api, region: str = "Pelagonia") -> None:
    """A firm of the region with two and a half verified jobs."""
    firm = world.api("msme", region=region)
    set_baseline(firm)
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])


def test_an_empty_programme_says_so(desk: Visitor) -> None:
    text = desk.get("/outcomes").text
    assert "No forecast yet." in text
    assert "A forecast needs four complete quarters" in text
    assert "Nobody is late today." in text


def test_every_figure_opens_to_what_it_is_made_of(
    world: World, officer: Api, desk: Visitor
) -> None:
    jobs(world, officer)
    answer = desk.get("/outcomes")
    assert answer.status_code == 200
    for path in (
        "/results/BEP-02/behind",
        "/results/BEP-02/behind?dimension=region&amp;bucket=Pelagonia",
        "/results/P-04",
        "/verification",
    ):
        assert f'href="{path}"' in answer.text, path
        assert desk.get(path.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("cut", ["region", "sector", "size", "sex", "age", "bso", "objective"])
def test_any_cut(world: World, officer: Api, desk: Visitor, cut: str) -> None:
    jobs(world, officer)
    answer = desk.get(f"/outcomes?cut={cut}")
    assert answer.status_code == 200
    assert "2.5" in answer.text


def test_waiting_stands_beside_verified(world: World, officer: Api, desk: Visitor) -> None:
    jobs(world, officer)
    firm = world.api("msme")
    set_baseline(firm)
    claim_jobs(world, firm)
    found = officer.get("/dashboard").json
    assert (found["jobs"]["actual"], found["jobs"]["waiting"]) == ("2.5", "2.5")
    assert found["jobs"]["target"] == "5750"
    assert found["jobs"]["forecast"] is None
    assert "In verification" in desk.get("/outcomes").text


@pytest.mark.parametrize("table", ["years", "cut", "trust", "late"])
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_each_table_is_a_file(
    world: World, officer: Api, desk: Visitor, table: str, format_: str
) -> None:
    jobs(world, officer)
    answer = desk.get(f"/outcomes/tables/{table}?format={format_}")
    assert answer.status_code == 200
    assert answer.data
    if (table, format_) == ("cut", "csv"):
        assert "Pelagonia" in answer.text
        assert "2.5" in answer.text


def test_a_period_that_is_none(officer: Api, desk: Visitor) -> None:
    assert officer.get("/dashboard?period=soon").status_code == 422
    assert desk.get("/outcomes?period=soon").status_code == 422


def test_it_is_the_programmes_alone(world: World) -> None:
    assert world.api("msme").get("/dashboard").status_code == 403
    assert world.anonymous().get("/dashboard").status_code == 401


def test_growth_is_the_ledgers_own(world: World, officer: Api) -> None:
    jobs(world, officer)
    with world.sessions.read() as session:
        for one in targets.years(session):
            if one.growth.of is not None:
                assert one.growth == totals.total(session, targets.GROWTH, one.code)
