"""Timers and projections of profiles: certificates that end, what needs ask."""

from __future__ import annotations

from typing import Any

from events.tables import outbox
from tests.support.needs import supplier_need
from tests.support.profiles import firm_profile
from tests.support.world import Api, World


def save(firm: Api, revision: int = 0, **changes: Any) -> None:
    path = f"/organizations/{firm.organization}/profile"
    answer = firm.put(path, firm_profile(**changes), If_Match=f'"{revision}"')
    assert answer.status_code == 200, answer.json


def notices(world: World) -> list[tuple[str, int]]:
    rows = world.look(lambda s: s.execute(outbox.select().order_by(outbox.c.id)).all())
    return [
        (row.data["scheme"], row.data["days"]) for row in rows if row.type == "certificate.expires"
    ]


def test_a_firm_is_told_60_30_and_0_days_before_the_end_once_each(world: World) -> None:
    firm = world.api("msme")
    held = [
        {"scheme": "ISO 9001", "number": "Q-1", "valid_to": "2027-03-01"},
        {"scheme": "CE", "valid_to": None},
    ]
    save(firm, certificates=held)
    told = []
    for _ in range(6):
        world.deliver()
        told.append(len(notices(world)))
        world.clock.forward(days=25)
    assert notices(world) == [("ISO 9001", 60), ("ISO 9001", 30), ("ISO 9001", 0)]
    assert told == sorted(told)


def test_a_renewed_certificate_moves_the_notices(world: World) -> None:
    firm = world.api("msme")
    save(firm, certificates=[{"scheme": "CE", "valid_to": "2027-03-01"}])
    save(firm, 1, certificates=[{"scheme": "CE", "valid_to": "2029-03-01"}])
    world.clock.forward(days=400)
    world.deliver()
    assert notices(world) == []


def test_what_is_missing_is_counted_over_the_needs_that_are_open(world: World) -> None:
    buyer, firm = world.api("lead_firm"), world.api("msme")
    for certificate in ("ISO 9001", "EN 1090"):
        need = buyer.post("/needs", supplier_need(required_certificates=[certificate])).json
        assert buyer.post(f"/needs/{need['id']}/publish").status_code == 200
    world.deliver()
    save(firm)
    assert missing(firm)["certificates", "schemes"] == 1
    save(firm, 1, certificates=[])
    assert missing(firm)["certificates", "part"] == 2
    buyer.post(f"/needs/{need['id']}/cancel", {"reason": "Not needed any more"})
    world.deliver()
    assert missing(firm)["certificates", "part"] == 1
    world.clock.forward(days=400)
    assert missing(firm)["certificates", "part"] == 0


def missing(firm: Api) -> dict[tuple[str, str], int]:
    read = firm.get(f"/organizations/{firm.organization}/profile").json
    return {(one["part"], one["fact"]): one["needs"] for one in read["missing"]}
