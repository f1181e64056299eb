"""Awards: what was offered, in the order of the totals, with a standstill, and how they end."""

from __future__ import annotations

from typing import Any

from tests.support.applications import Tender
from tests.support.evaluating import Scene, events_of
from tests.support.needs import workforce_need
from tests.support.world import World

LIMKOV, SHARRA, PERFOREL = "Limkov DOO", "Sharra Metal DOO", "Perforel DOOEL"
LOTS = [
    {"title": "Brackets", "quantity": 240000, "unit": "piece", "cpv": "44316500"},
    {"title": "Plates", "quantity": 1000, "unit": "piece", "cpv": "44316500"},
]


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.json
    return [fault["pointer"] for fault in answer.json["errors"]]


def test_an_open_need_cannot_be_awarded(world: World) -> None:
    scene = Scene(world)
    answer = scene.award(LIMKOV)
    assert (answer.status_code, answer.json["code"]) == (409, "need-open")
    world.clock.forward(days=120)
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "published"
    scene.score_all(scene.buyer, (80, 95), (85, 70), (70, 60))
    assert scene.award(LIMKOV).status_code == 201
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "awarded"


def test_without_a_standstill_the_award_is_final_at_once(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    made = scene.award(LIMKOV, reasons=[])
    assert made.status_code == 201, made.json
    [award] = made.json["awards"]
    assert award["id"] == made.json["id"]
    assert award["state"] == "final"
    assert award["lots"] == [
        {
            "lot": 0,
            "application": scene.applications[LIMKOV],
            "quantity": 240000.0,
            "price": "67.90",
        }
    ]
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "awarded"
    assert scene.told(LIMKOV)["state"] == "awarded"
    [final] = events_of(world, "award.final")
    assert final["lots"][0]["price"] == "67.90"
    assert final["currency"] == "MKD"
    assert scene.award(SHARRA).json["code"] == "need-over"


def test_every_other_firm_is_told_its_scores_rank_and_what_decided(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    scene.award(LIMKOV, reasons=[{"application": scene.applications[SHARRA], "reason": "Slow."}])
    told = scene.told(SHARRA)
    assert told["state"] == "not_selected"
    outcome = told["outcome"]
    assert (outcome["rank"], outcome["of"], outcome["deciding"]) == (2, 3, "Delivery")
    assert (outcome["reason"], outcome["message"]) == ("rank", "Slow.")
    assert outcome["total"] == "87.25"
    assert outcome["winner"] is None
    other = scene.told(PERFOREL)["outcome"]
    assert (other["total"], other["band"]) == (None, ["71.50", "75.50"])
    assert other["criteria"][0] == {
        "name": "Price",
        "weight": "40.0",
        "score": None,
        "band": ["80", "90"],
    }
    kinds = {one["kind"] for one in scene.firms[SHARRA].get("/notifications").json["items"]}
    world.deliver()
    kinds = {one["kind"] for one in scene.firms[SHARRA].get("/notifications").json["items"]}
    assert "application.not_selected" in kinds


def test_the_winner_is_disclosed_only_where_that_was_said(world: World) -> None:
    scene = Scene(world, disclose=True)
    scene.evaluated()
    scene.award(LIMKOV)
    winner = scene.told(SHARRA)["outcome"]["winner"]
    assert winner == {"name": LIMKOV, "total": "88.51", "price": "67.90"}
    assert scene.told(LIMKOV)["outcome"]["winner"] is None


def test_an_award_gives_what_was_offered_and_no_more(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    mine = scene.applications[LIMKOV]

    def asked(*lots: dict[str, Any]) -> list[str]:
        body = {"lots": [{"application": mine, "lot": 0} | one for one in lots]}
        return pointers(scene.buyer.post(f"/needs/{scene.id}/awards", body))

    assert asked({"quantity": 240001}) == ["/lots/0/quantity"]
    assert asked({"price": "67.00"}) == ["/lots/0/price"]
    assert asked({"lot": 1}) == ["/lots/0/lot"]
    assert asked({"application": "none"}) == ["/lots/0/application"]
    assert asked({}, {}) == ["/lots/1/application"]
    assert asked({}, {"application": scene.applications[SHARRA]}) == ["/lots/1/quantity"]
    assert asked() == ["/lots"]


def test_whoever_does_not_follow_the_order_says_why(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    assert pointers(scene.award(SHARRA)) == ["/justification"]
    made = scene.award(SHARRA, justification="Limkov has lost its certificate.")
    assert made.status_code == 201
    assert scene.told(LIMKOV)["outcome"]["reason"] == "order"


def test_a_lot_is_split_among_several(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    parts = [
        {"lot": "Brackets", "application": scene.applications[LIMKOV], "quantity": 140000},
        {"lot": 0, "application": scene.applications[SHARRA], "quantity": "100000"},
    ]
    body = {"lots": parts, "justification": "Two sources, as the business case says."}
    made = scene.buyer.post(f"/needs/{scene.id}/awards", body)
    assert made.status_code == 201, made.json
    assert len(made.json["awards"]) == 2
    assert [one["quantity"] for one in made.json["lots"]] == [140000, 100000]
    assert {scene.told(name)["state"] for name in (LIMKOV, SHARRA)} == {"awarded"}
    listed = scene.buyer.get(f"/needs/{scene.id}/awards").json
    assert listed["total"] == 2


def test_lot_by_lot_and_nobody_for_one(world: World) -> None:
    scene = Scene(world, lots=LOTS)
    scene.evaluated()
    lot = {"lot": 1, "application": scene.applications[LIMKOV]}
    first = scene.buyer.post(f"/needs/{scene.id}/awards", {"lots": [lot]})
    assert first.status_code == 201, first.json
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "closed"
    assert scene.told(SHARRA)["state"] == "submitted"
    none = {"lots": [0], "reason": "Every price lies above the budget."}
    assert scene.buyer.post(f"/needs/{scene.id}/no-award", none).status_code == 201
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "awarded"
    told = scene.told(SHARRA)
    assert told["state"] == "not_selected"
    reasons = [(one["title"], one["reason"], one["message"]) for one in told["outcome"]["lots"]]
    assert reasons == [("Brackets", "none", none["reason"]), ("Plates", "rank", None)]
    won = scene.told(LIMKOV)
    assert (won["state"], won["outcome"]["reason"]) == ("awarded", "won")


def test_nobody_at_all(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    assert pointers(scene.buyer.post(f"/needs/{scene.id}/no-award", {})) == ["/reason"]
    body = {"reason": "The order was postponed."}
    made = scene.buyer.post(f"/needs/{scene.id}/no-award", body)
    assert made.status_code == 201
    assert made.json["none"] == [{"lot": 0, "reason": "The order was postponed."}]
    assert {scene.told(name)["outcome"]["reason"] for name in scene.firms} == {"none"}
    assert events_of(world, "award.none")[0]["lots"] == [0]
    undone = scene.buyer.post(f"/decisions/{made.json['id']}/undo")
    assert undone.json["state"] == "undone"
    assert {scene.told(name)["state"] for name in scene.firms} == {"submitted"}
    assert scene.award(LIMKOV).status_code == 201


def test_nothing_is_decided_before_scores_are_in_and_agreed(world: World) -> None:
    scene = Scene(world)
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(ana, boris)
    scene.score_all(ana, (80, 95), (85, 70), (70, 60))
    assert scene.award(LIMKOV).json["code"] == "scores-missing"
    scene.score_all(boris, (80, 95), (85, 70), (70, 60))
    assert scene.award(LIMKOV).json["code"] == "not-agreed"
    ana.post(f"/needs/{scene.id}/agreed", {})
    assert scene.award(LIMKOV).status_code == 201
    assert ana.post(f"/needs/{scene.id}/agreed", {}).json["code"] == "already-decided"


def test_without_scores_each_firm_is_given_its_reason(world: World) -> None:
    scene = Scene(world)
    scene.close()
    assert pointers(scene.award(LIMKOV)) == ["/reasons"]
    reasons = [
        {"application": scene.applications[name], "reason": "The samples broke."}
        for name in (SHARRA, PERFOREL)
    ]
    assert scene.award(LIMKOV, reasons=reasons).status_code == 201
    outcome = scene.told(SHARRA)["outcome"]
    assert (outcome["reason"], outcome["message"]) == ("unscored", "The samples broke.")
    assert outcome["rank"] is outcome["total"] is None


def test_only_buyer_and_supplier_read_an_award(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    path = f"/awards/{scene.award(LIMKOV).json['id']}"
    assert scene.buyer.get(path).status_code == 200
    assert scene.firms[LIMKOV].get(path).status_code == 200
    assert scene.firms[SHARRA].get(path).status_code == 404
    assert scene.firms[SHARRA].post(f"{path}/decline", {"reason": "Mine."}).status_code == 404
    assert scene.firms[LIMKOV].post(f"{path}/cancel", {"reason": "Mine."}).status_code == 403


def test_a_repeated_decision_is_made_once(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    body = {"lots": [{"lot": 0, "application": scene.applications[LIMKOV]}]}
    path = f"/needs/{scene.id}/awards"
    first, second = (scene.buyer.post(path, body, Idempotency_Key="a1") for _ in range(2))
    assert first.json == second.json
    assert len(events_of(world, "award.decided")) == 1


def test_posts_are_given_with_a_reason_for_each_who_is_turned_down(world: World) -> None:
    tender = Tender(world, workforce_need())
    lot = {"lot": 0, "quantity": 16, "price": "20000", "deliver_by": "2027-06-01"}
    firms = [world.api("bso", name=name) for name in ("Weld School", "Craft Centre")]
    first, second = (tender.sent(firm, lots=[lot], answers=[]) for firm in firms)
    tender.close()
    body: dict[str, Any] = {"lots": [{"lot": 0, "application": first}]}
    path = f"/needs/{tender.id}/awards"
    assert pointers(tender.buyer.post(path, body)) == ["/reasons"]
    body["reasons"] = [{"application": second, "reason": "Too far from the plant."}]
    assert tender.buyer.post(path, body).status_code == 201
    told = firms[1].get(f"/applications/{second}").json["outcome"]
    assert (told["reason"], told["message"]) == ("unscored", "Too far from the plant.")
