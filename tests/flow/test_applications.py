"""A firm applies, the need changes, another does not confirm; the deadline opens what is left."""

from __future__ import annotations

from typing import Any

from marketplace.recovery import verify
from tests.flow.conftest import eventually
from tests.support.applications import Tender, offer
from tests.support.world import Api, World


def kinds(api: Api) -> list[str]:
    """What the person was told, oldest first."""
    return [one["kind"] for one in reversed(api.get("/notifications").json["items"])]


def revised(tender: Tender, **changes: Any) -> None:
    """Change the need; the worker runs by itself."""
    tag = f'"{tender.buyer.get(f"/needs/{tender.id}").json["revision"]}"'
    done = tender.buyer.put(f"/needs/{tender.id}", tender.need | changes, If_Match=tag)
    assert done.status_code == 200, done.json


def test_applications_from_draft_to_the_open_seal(live: World) -> None:
    tender = Tender(live, deliver=False)
    firm, other = live.api("msme", name="Limkov DOO"), live.api("msme")
    sent, late = tender.sent(firm), tender.sent(other)
    eventually(lambda: "application.submitted" in kinds(firm))
    revised(tender, deliver_by="2028-01-15")
    eventually(lambda: "application.to_confirm" in kinds(firm) and kinds(other))
    changed = firm.put(f"/applications/{sent}", offer(note="Still ours."), If_Match='"2"')
    assert changed.json["to_confirm"] is False, changed.json
    assert tender.listed() | {"opens_at": None} == {
        "items": [],
        "next": None,
        "total": 2,
        "sealed": True,
        "opens_at": None,
    }
    live.clock.forward(days=90)
    assert [one["id"] for one in tender.listed()["items"]] == [sent]
    assert firm.put(f"/applications/{sent}", offer(), If_Match='"3"').json["code"] == "need-closed"
    eventually(lambda: "application.lapsed" in kinds(other))
    eventually(lambda: kinds(tender.buyer) == ["applications.opened"])
    assert other.get(f"/applications/{late}").json["state"] == "lapsed"
    assert [one for one in verify(live.runtime) if one.code.startswith("application")] == []
