"""Administrators find accounts, lock and unlock them, and sign them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.audit import AuditEntry
from tests.http.accounts.conftest import PASSWORD
from tests.support.pages import Visitor
from tests.support.world import Api, World

WHY = {"reason": "It was used by somebody else."}


@pytest.fixture
def staff(world: World) -> Api:
    return world.api_of(world.person(staff=True, name="Root Rootovska"), None)


def names(api: Api, query: str = "") -> list[str]:
    return [one["name"] for one in api.get(f"/accounts{query}").json["items"]]


def test_accounts_are_found_by_words_state_and_second_factor(world: World, staff: Api) -> None:
    firm = world.organization("msme", name="Limkov DOO")
    world.person(firm, "viewer", name="Ana Limkova", email="ana@limkov.mk")
    world.person(name="Beni", confirmed_at=None)
    world.person(name="Cvetan", totp_confirmed_at=world.clock.now())
    world.person(name="Gone", disabled_at=world.clock.now())
    assert names(staff) == ["Ana Limkova", "Beni", "Cvetan", "Root Rootovska"]
    assert names(staff, "?q=LIMKOV") == ["Ana Limkova"]
    assert names(staff, "?state=unconfirmed") == ["Beni"]
    assert names(staff, "?state=closed") == ["Gone"]
    assert names(staff, "?two_factor=true") == ["Cvetan"]
    assert names(staff, "?administrator=true") == ["Root Rootovska"]
    first = staff.get("/accounts?sort=-created_at&limit=1").json
    assert (first["total"], first["items"][0]["name"]) == (4, "Root Rootovska")
    assert names(staff, f"?sort=-created_at&limit=1&cursor={first['next']}") == ["Ana Limkova"]
    ana = staff.get("/accounts?q=limkov").json["items"][0]
    assert ana["memberships"] == [
        {"organization": firm, "name": "Limkov DOO", "state": "verified", "role": "viewer"}
    ]
    assert (ana["state"], ana["signed_in_at"], ana["lock"]) == ("active", None, None)


def test_nobody_but_an_administrator_sees_accounts(world: World) -> None:
    for api in (world.api("programme", "administrator"), world.api()):
        assert api.get("/accounts").status_code == 403
        assert api.get(f"/accounts/{api.person}").status_code == 403
    assert world.anonymous().get("/accounts").status_code == 401


def test_a_lock_ends_every_way_in_until_it_is_lifted(
    world: World,
    staff: Api,
    registered: Callable[..., str],
    mails: Callable[[str], list[str]],
) -> None:
    address = registered(name="Ana")
    visitor = Visitor(world)
    visitor.get("/sign-in")
    signing = {"email": address, "password": PASSWORD}
    assert visitor.post("/sign-in", signing).status_code == 303
    found = staff.get(f"/accounts?q={address}").json["items"][0]
    assert found["signed_in_at"]
    assert found["sign_ins"] == 1
    api = world.api_of(found["id"], None)
    path = f"/accounts/{found['id']}"
    assert staff.post(f"{path}/lock", WHY, If_Match='"7"').status_code == 412
    locked = staff.post(f"{path}/lock", WHY)
    assert (locked.status_code, locked.json["state"]) == (200, "locked"), locked.json
    assert locked.json["lock"]["reason"] == WHY["reason"]
    assert (locked.json["sign_ins"], locked.json["tokens"]) == (0, 0)
    assert visitor.get("/account").status_code == 302
    assert api.get("/me").status_code == 401
    refused = Visitor(world)
    refused.get("/sign-in")
    again = refused.post("/sign-in", signing)
    assert (again.status_code, "locked by an administrator" in again.text) == (422, True)
    assert WHY["reason"] in mails(address)[-1]
    assert staff.post(f"{path}/lock", WHY).status_code == 409
    assert staff.post(f"{path}/unlock", {"reason": "It is hers again."}).json["state"] == "active"
    assert "hers again" in mails(address)[-1]
    assert refused.post("/sign-in", signing).status_code == 303
    assert api.get("/me").status_code == 401
    done = select(AuditEntry.action).where(AuditEntry.subject == f"user/{found['id']}")
    assert world.look(lambda s: set(s.scalars(done))) >= {"account.lock", "account.unlock"}


def test_signing_out_everywhere_leaves_tokens(world: World, staff: Api) -> None:
    person = world.person()
    visitor, api = Visitor(world, person), world.api_of(person, None)
    assert visitor.get("/account").status_code == 200
    key: dict[str, Any] = {"Idempotency_Key": "once"}
    first = staff.post(f"/accounts/{person}/sign-out", **key)
    assert (first.status_code, first.json["sign_ins"]) == (200, 0)
    assert staff.post(f"/accounts/{person}/sign-out", **key).json == first.json
    assert visitor.get("/account").status_code == 302
    assert api.get("/me").status_code == 200


def test_nobody_locks_their_own_account(staff: Api) -> None:
    assert staff.post(f"/accounts/{staff.person}/lock", WHY).status_code == 403


def test_the_pages_do_the_same(world: World, staff: Api) -> None:
    person = world.person(name="Ana Limkova")
    boss = Visitor(world, staff.person)
    page = boss.get("/accounts?q=limkova").text
    assert f'href="/accounts/{person}"' in page
    rows = boss.get("/accounts?q=limkova&format=csv").text.splitlines()
    assert (len(rows), "Ana Limkova" in rows[1]) == (2, True)
    assert boss.get("/accounts?format=xlsx").status_code == 200
    assert "Lock the account" in boss.get(f"/accounts/{person}").text
    assert boss.post(f"/accounts/{person}/lock", {"reason": ""}).status_code == 422
    assert boss.post(f"/accounts/{person}/lock", WHY).status_code == 303
    shown = boss.get(f"/accounts/{person}").text
    assert WHY["reason"] in shown
    assert "Locked by Root Rootovska" in shown
    assert boss.post(f"/accounts/{person}/unlock", WHY).status_code == 303
    assert boss.post(f"/accounts/{person}/sign-out").status_code == 303
    assert "your own account" in boss.get(f"/accounts/{staff.person}").text
