"""The public lists: words, filters, chips, pages, files, and a search engine that is away."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from search.ports import SearchUnavailable
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import World

TITLES = ("Steel brackets", "Steel frames", "Cotton workwear", "Road transport")
EAST = "MK-201"


@pytest.fixture
def needs(world: World) -> World:
    """Four open needs, two of them of steel, one in the region East."""
    buyer = world.api("lead_firm", name="Orlan Automotive DOOEL")
    for place, title in enumerate(TITLES):
        where = {"municipality": EAST if not place else None, "region": None, "radius_km": None}
        lots = [{"title": title, "quantity": 1000, "unit": "piece"}]
        content = supplier_need(title=title, description=title, lots=lots, place=where)
        need = buyer.post("/needs", content).json
        assert buyer.post(f"/needs/{need['id']}/publish").status_code == 200
    world.deliver()
    return world


def test_needs_are_found_by_words_and_filters(needs: World) -> None:
    page = Visitor(needs).get("/needs?q=steel").text
    assert "2 needs" in page
    assert "Steel frames" in page
    assert "Cotton" not in page
    assert "Orlan Automotive DOOEL" in page
    chosen = Visitor(needs).get("/needs?q=steel&region=East").text
    assert "1 need" in chosen
    assert "Remove filter </span>East" in chosen
    assert 'href="/needs?q=steel"' in chosen


def test_the_map_has_its_table(needs: World) -> None:
    page = Visitor(needs).get("/needs").text
    assert 'class="pt"' in page
    assert "By region of delivery" in page
    assert 'href="/needs?region=East"' in page


def test_an_empty_list_says_which_filter_to_drop(needs: World) -> None:
    page = Visitor(needs).get("/needs?q=cotton&region=East").text
    assert "Nothing matches all of this" in page
    assert "Without “East” there is 1" in page
    nothing = Visitor(needs).get("/needs?q=zzzzqqqq").text
    assert "Nothing found" in nothing


def test_pages_follow_by_cursor(needs: World) -> None:
    visitor = Visitor(needs)
    page = visitor.get("/needs?limit=3").text
    assert "Results 1 to 3 of 4" in page
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    rest = visitor.get(following).text
    assert "Results 4 to 4 of 4" in rest
    assert "First page" in rest


def test_a_list_is_a_file_of_everything_that_is_filtered(needs: World) -> None:
    answer = Visitor(needs).get("/needs?q=steel&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert sorted(row["title"] for row in rows) == ["Steel brackets", "Steel frames"]
    assert {row["budget_max"] for row in rows} == {"22500000.00"}
    sheet = Visitor(needs).get("/organizations?format=xlsx")
    assert sheet.headers["Content-Disposition"].endswith('"organizations.xlsx"')
    assert Visitor(needs).get("/needs?format=pdf").status_code == 422


ADDRESSES = {
    "/needs?sort=nothing": 422,
    "/needs?cursor=abc": 422,
    "/needs?near=Nowhere": 422,
    "/needs?budget_min=many": 422,
    "/needs?utm_source=x&from=abc&region=": 200,
    "/organizations?near=Bitola&radius_km=20": 200,
    "/services?theme=quality": 200,
}


def test_addresses_that_people_change(world: World) -> None:
    visitor = Visitor(world)
    assert {path: visitor.get(path).status_code for path in ADDRESSES} == ADDRESSES


def test_numbers_in_the_address_are_read_as_the_language_writes_them(needs: World) -> None:
    english = Visitor(needs).get("/needs?budget_min=20,000,000").text
    macedonian = Visitor(needs, language="mk").get("/needs?budget_min=20.000.000").text
    assert english.count('class="row-top"') == macedonian.count('class="row-top"') == 4


def test_search_shows_the_best_of_each_list(needs: World) -> None:
    page = Visitor(needs).get("/search?q=steel").text
    assert "Steel brackets" in page
    assert 'href="/needs?q=steel"' in page
    assert "Nothing found for “zzqq”" in Visitor(needs).get("/search?q=zzqq").text
    assert Visitor(needs).get("/search").status_code == 200


def test_while_the_engine_is_away_the_pages_say_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any) -> None:
        raise SearchUnavailable("away")

    monkeypatch.setattr(type(world.runtime.ports.search), "search", away)
    for path in ("/needs", "/organizations?q=a", "/services", "/search?q=a"):
        answer = Visitor(world).get(path)
        assert answer.status_code == 503
        assert "Search is not available at the moment" in answer.text
        assert "Nothing is lost" in answer.text
