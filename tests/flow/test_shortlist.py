"""A posted need becomes a ranked, explained shortlist, and a firm's match, in both modes."""

from __future__ import annotations

from typing import Any

from tests.flow.conftest import eventually
from tests.support.needs import supplier_need
from tests.support.world import Api, World

MOULDING: dict[str, Any] = {
    "cpv": ["19520000"],
    "title": "Injection-moulded connector housings",
    "description": "ABS housings with brass inserts, 40,000 pieces a month, drawings on request.",
    "lots": [{"title": "Housings", "quantity": 90000, "unit": "piece", "cpv": "19520000"}],
    "place": {"municipality": "Kumanovo", "region": None, "radius_km": 60},
    "required_certificates": ["ISO 9001"],
}


def profile(**changes: Any) -> dict[str, Any]:
    """A moulder that meets every condition."""
    return {
        "summary": "Technical plastic parts",
        "capabilities": [
            {
                "text": "Injection-moulded plastic parts with inserts",
                "cpv": "19520000",
                "capacity": 200000,
                "unit": "piece",
                "free_share": 0.5,
                "lead_time_days": 21,
            }
        ],
        "nace": ["22.29"],
        "certificates": [{"scheme": "ISO 9001", "number": "Q1", "valid_to": "2029-06-30"}],
        "sites": [{"municipality": "Kumanovo"}],
    } | changes


def firm(world: World, name: str, **changes: Any) -> Api:
    """A verified firm with a profile."""
    api = world.api("msme", name=name, municipality="MK-703", region="North-East")
    world.tell(str(api.organization))
    answer = api.put(
        f"/organizations/{api.organization}/profile", profile(**changes), If_Match='"0"'
    )
    assert answer.status_code == 200, answer.json
    return api


def test_from_a_posted_need_to_a_shortlist_and_a_match(live: World) -> None:
    good = firm(live, "Plastika Kumanovo DOO")
    uncertified = firm(live, "Sokol Plast DOOEL", certificates=[])
    firm(live, "Zrno Pekara DOO", capabilities=[], nace=["10.71"], summary="Bread and pastry")
    buyer = live.api("lead_firm", name="Orlan Automotive DOOEL")
    need = buyer.post("/needs", supplier_need(**MOULDING)).json
    assert buyer.post(f"/needs/{need['id']}/publish").status_code == 200

    found = eventually(lambda: ranked(buyer, need["id"]))
    first = found["entries"][0]
    assert first["organization"] == good.organization
    assert first["rank"] == 1
    assert first["eligible"]
    assert abs(sum(reason["weight"] for reason in first["reasons"]) - first["score"]) < 1e-6
    missed = {entry["organization"]: entry for entry in found["entries"]}[uncertified.organization]
    assert not missed["eligible"]
    assert missed["rank"] is None
    assert "certificate-missing" in {gap["code"] for gap in missed["gaps"]}

    matches = eventually(lambda: good.get("/matches").json["items"])
    assert matches[0]["need"] == need["id"]
    seen = eventually(lambda: titles(live, "brizgani plasticni"))
    assert seen == [MOULDING["title"]]


def test_a_new_profile_enters_an_old_list(live: World) -> None:
    buyer = live.api("lead_firm")
    need = buyer.post("/needs", supplier_need(**MOULDING)).json["id"]
    buyer.post(f"/needs/{need}/publish")
    eventually(lambda: ranked(buyer, need))
    late = firm(live, "Nova Plastika DOO")
    eventually(
        lambda: (
            late.organization in {entry["organization"] for entry in ranked(buyer, need)["entries"]}
        )
    )


def test_a_closed_need_leaves_search_and_matches(live: World) -> None:
    good = firm(live, "Plastika Kumanovo DOO")
    buyer = live.api("lead_firm")
    need = buyer.post("/needs", supplier_need(**MOULDING)).json["id"]
    buyer.post(f"/needs/{need}/publish")
    eventually(lambda: good.get("/matches").json["total"] == 1)
    eventually(lambda: titles(live, "housings"))
    buyer.post(f"/needs/{need}/cancel", {"reason": "The order was postponed."})
    eventually(lambda: titles(live, "housings") == [])
    assert good.get("/matches").json["total"] == 0


def ranked(buyer: Api, need: str) -> Any:
    """The shortlist once it is of the need's revision."""
    found = buyer.get(f"/needs/{need}/shortlist").json
    return found if found["revision"] == found["need_revision"] else None


def titles(world: World, words: str) -> list[str]:
    """Open needs that the words find."""
    answer = world.anonymous().get(f"/needs?q={words}").json
    return [need["title"] for need in answer["items"]]
