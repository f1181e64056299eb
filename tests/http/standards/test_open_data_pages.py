"""The page of open data and the files that it gives to the programme."""

from __future__ import annotations

from tests.support.applications import Tender
from tests.support.pages import Visitor
from tests.support.world import World

FILES = {
    "iati-activities.xml": "application/xml",
    "results.csv": "text/csv",
    "results.json": "application/json",
}


def visitor(world: World, kind: str) -> Visitor:
    organization = world.organization(kind)
    return Visitor(world, world.person(organization), organization)


def test_everybody_reads_what_there_is(world: World) -> None:
    need = Tender(world).id
    page = Visitor(world, None, None).client.get("/open-data")
    assert page.status_code == 200
    assert f"/api/v1/needs/{need}/ocds" in page.text
    assert "iati-activities.xml" not in page.text
    assert "/open-data" in Visitor(world, None, None).client.get("/about").text


def test_the_programme_gets_its_files(world: World) -> None:
    staff = visitor(world, "programme")
    page = staff.client.get("/open-data?period=FY2027-Q1").text
    for name, media_type in FILES.items():
        assert f'href="/open-data/{name}?period=FY2027-Q1"' in page
        answer = staff.client.get(f"/open-data/{name}?period=FY2027")
        assert (answer.status_code, answer.mimetype) == (200, media_type)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert staff.client.get("/open-data/results.csv?period=soon").status_code == 422


def test_others_do_not(world: World) -> None:
    for name in FILES:
        assert visitor(world, "msme").client.get(f"/open-data/{name}").status_code == 403
        assert Visitor(world, None, None).client.get(f"/open-data/{name}").status_code == 302
