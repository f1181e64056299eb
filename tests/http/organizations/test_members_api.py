"""Memberships and invitations through the API."""

from __future__ import annotations

import re

import pytest

from marketplace.mailing import Delivery
from tests.support.world import Api, World


@pytest.fixture
def boss(world: World) -> Api:
    """The one administrator of a firm."""
    return world.api("msme", "administrator")


def members(api: Api) -> dict[str, dict[str, str]]:
    """The organisation's memberships by person."""
    found = api.get(f"/organizations/{api.organization}/memberships").json["items"]
    return {one["user"]: one for one in found}


def link_in_mail(world: World, to: str) -> str:
    """The secret at the end of the newest mail's link."""

    def newest(session: object) -> str:
        rows = session.query(Delivery).filter_by(to=to).order_by(Delivery.id.desc())  # type: ignore[attr-defined]
        return str(rows.first().text)

    found = re.search(r"/invitations/(\S+)", world.look(newest))
    assert found
    return found.group(1)


def test_asking_to_join_waits_for_an_administrator(world: World, boss: Api) -> None:
    person = world.api()
    asked = person.post(f"/organizations/{boss.organization}/memberships").json
    assert asked["state"] == "asked"
    again = person.post(f"/organizations/{boss.organization}/memberships").json
    assert again["id"] == asked["id"]
    assert person.get("/me").json["organizations"] == []
    let_in = boss.post(f"/memberships/{asked['id']}/role", {"role": "editor"})
    assert let_in.json["state"] == "member"
    assert person.get("/me").json["organizations"][0]["role"] == "editor"
    world.deliver()


def test_an_invited_address_joins_by_its_mail_alone(world: World, boss: Api) -> None:
    guest, stranger = world.api(), world.api()
    address = guest.get("/me").json["email"]
    body = {"email": address.upper(), "role": "editor"}
    sent = boss.post(f"/organizations/{boss.organization}/invitations", body)
    assert sent.status_code == 201, sent.json
    secret = link_in_mail(world, address)
    accept = "/member-invitations/accept"
    assert stranger.post(accept, {"secret": secret}).status_code == 403
    assert guest.post(accept, {"secret": secret}).json["role"] == "editor"
    assert guest.post(accept, {"secret": secret}).status_code == 404


def test_an_invitation_ends_when_withdrawn_or_late(world: World, boss: Api) -> None:
    guest = world.api()
    address = guest.get("/me").json["email"]
    path = f"/organizations/{boss.organization}/invitations"
    sent = boss.post(path, {"email": address}).json
    secret = link_in_mail(world, address)
    assert boss.post(f"/member-invitations/{sent['id']}/withdraw").status_code == 204
    assert guest.post("/member-invitations/accept", {"secret": secret}).status_code == 404
    boss.post(path, {"email": address})
    world.clock.forward(days=15)
    late = {"secret": link_in_mail(world, address)}
    assert guest.post("/member-invitations/accept", late).status_code == 404


def test_the_last_administrator_cannot_leave(world: World, boss: Api) -> None:
    mine = members(boss)[boss.person or ""]["id"]
    refused = boss.post(f"/memberships/{mine}/end")
    assert (refused.status_code, refused.json["code"]) == (409, "last-administrator")
    assert boss.post(f"/memberships/{mine}/role", {"role": "viewer"}).status_code == 409
    world.join(second := world.person(), boss.organization or "", "administrator")
    assert boss.post(f"/memberships/{mine}/end").status_code == 204
    assert list(members(world.api_of(second, boss.organization))) == [second]


def test_a_member_who_left_acts_for_it_no_more(world: World, boss: Api) -> None:
    world.join(person := world.person(), boss.organization or "", "editor")
    editor = world.api_of(person, boss.organization)
    mine = members(boss)[person]["id"]
    assert editor.post(f"/memberships/{mine}/role", {"role": "administrator"}).status_code == 403
    assert editor.post(f"/memberships/{mine}/end").status_code == 204
    assert editor.get(f"/organizations/{boss.organization}/memberships").status_code == 403


def test_other_firms_neither_see_nor_touch_members(world: World, boss: Api) -> None:
    foreign = world.api("lead_firm", "administrator")
    mine = members(boss)[boss.person or ""]["id"]
    assert foreign.get(f"/organizations/{boss.organization}/memberships").status_code == 404
    assert foreign.post(f"/memberships/{mine}/role", {"role": "viewer"}).status_code == 404
    assert foreign.post(f"/memberships/{mine}/end").status_code == 404
    invite = foreign.post(f"/organizations/{boss.organization}/invitations", {"email": "a@b.mk"})
    assert invite.status_code == 403
