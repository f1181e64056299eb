"""Pickers' lists through the API."""

from __future__ import annotations

import pytest

from marketplace.vocabularies.picking import NAMES
from tests.support.world import World


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cpv?q=заварување", "45262680"),
        ("nace?q=25.50", "25.50"),
        ("isco?q=welders", "7212"),
        ("occupation?q=7212", "7212"),
        ("municipality?q=kumanovo", "MK-703"),
        ("municipality?q=Куман&language=mk", "MK-703"),
        ("region?q=severoistocen", "North-East"),
        ("certificate?q=iatf", "IATF 16949"),
    ],
)
def test_words_in_any_script_find_the_code(world: World, query: str, code: str) -> None:
    answer = world.anonymous().get(f"/vocabularies/{query}")
    assert answer.status_code == 200, answer.json
    assert code in [item["code"] for item in answer.json["items"]]
    assert answer.json["next"] is None


def test_an_entry_says_where_it_belongs_and_how_it_was_found(world: World) -> None:
    found = world.anonymous().get("/vocabularies/cpv?q=заварување&limit=1").json["items"][0]
    assert (found["matched_by"], found["language"]) == ("ours", "en")
    assert found["term"]
    assert found["path"]


@pytest.mark.parametrize("name", NAMES)
def test_every_vocabulary_answers_without_words(world: World, name: str) -> None:
    answer = world.anonymous().get(f"/vocabularies/{name}?limit=5")
    assert answer.status_code == 200
    assert len(answer.json["items"]) <= 5


def test_refusals(world: World) -> None:
    assert world.anonymous().get("/vocabularies/colours").status_code == 404
    assert world.anonymous().get("/vocabularies/cpv?limit=900").status_code == 422
    assert world.anonymous().get("/vocabularies/cpv?language=english").status_code == 422


@pytest.mark.parametrize("name", NAMES)
def test_the_pickers_fragment_offers_what_was_found(world: World, name: str) -> None:
    words = {"cpv": "welding", "nace": "metal", "municipality": "Tetovo", "region": "Polog"}
    query = {"name": "code", "many": "1", "_find.code": words.get(name, "iso")}
    query["_find.code"] = (
        "welder" if name in ("isco", "esco", "occupation") else query["_find.code"]
    )
    answer = world.app.test_client().get(f"/vocabularies/{name}/options", query_string=query)
    assert answer.status_code == 200
    assert 'name="code[]"' in answer.text
    assert "<html" not in answer.text


def test_a_fragment_of_nothing(world: World) -> None:
    client = world.app.test_client()
    assert client.get("/vocabularies/colours/options?name=a").status_code == 404
    assert "Nothing found" in client.get("/vocabularies/cpv/options?name=a&_find.a=zzzz").text
