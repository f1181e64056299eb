"""API tokens: scopes, expiry, revocation; getMe; the command that prints one."""

from __future__ import annotations

import pytest

from marketplace.cli import main
from marketplace.config import Settings
from tests.support.world import Api, World


@pytest.fixture
def editor(world: World) -> Api:
    return world.api("lead_firm")


def with_token(world: World, secret: str) -> Api:
    return Api(world.app.test_client(), secret, None, None)


def make(api: Api, *scopes: str, **more: str) -> dict[str, str]:
    made = api.post("/tokens", {"name": "report", "scopes": list(scopes), **more})
    assert made.status_code == 201, made.json
    found: dict[str, str] = made.json
    return found


def test_a_token_is_told_once_and_acts_for_the_same_organisation(world: World, editor: Api) -> None:
    made = make(editor, "needs", "account")
    assert "secret" not in editor.get("/tokens").json["items"][0]
    me = with_token(world, made["secret"]).get("/me").json
    assert me["organization"] == editor.organization
    assert me["scopes"] == ["account", "needs"]


def test_a_token_does_only_what_its_scopes_name(world: World, editor: Api) -> None:
    narrow = with_token(world, make(editor, "files")["secret"])
    refused = narrow.post("/needs", {"kind": "supplier", "title": "Steel brackets"})
    assert refused.status_code == 403
    assert "scope needs" in refused.json["detail"]


def test_a_token_makes_none_that_may_more(world: World, editor: Api) -> None:
    keeper = with_token(world, make(editor, "account")["secret"])
    assert keeper.post("/tokens", {"name": "n", "scopes": ["needs"]}).status_code == 403
    assert keeper.post("/tokens", {"name": "n", "scopes": ["account"]}).status_code == 201


def test_a_token_ends_when_revoked_and_when_it_expires(world: World, editor: Api) -> None:
    made = make(editor, "account")
    short = make(editor, "account", expires_at="2026-12-01")
    assert editor.post(f"/tokens/{made['id']}/revoke").json["revoked_at"]
    assert with_token(world, made["secret"]).get("/me").status_code == 401
    assert with_token(world, short["secret"]).get("/me").status_code == 200
    world.clock.forward(days=10)
    assert with_token(world, short["secret"]).get("/me").status_code == 401


def test_others_tokens_do_not_exist(world: World, editor: Api) -> None:
    made = make(editor, "account")
    stranger = world.api("lead_firm", "administrator")
    assert stranger.post(f"/tokens/{made['id']}/revoke").status_code == 404
    assert stranger.get("/tokens").json["total"] == 1


def test_faults_of_a_token_are_named(editor: Api) -> None:
    body = {"name": "", "scopes": ["everything"], "expires_at": "2020-01-01"}
    pointers = {one["pointer"] for one in editor.post("/tokens", body).json["errors"]}
    assert pointers == {"/name", "/scopes/0"}
    late = {"name": "n", "scopes": ["needs"], "expires_at": "2030-01-01"}
    assert editor.post("/tokens", late).json["errors"][0]["pointer"] == "/expires_at"


def test_a_repeated_post_does_not_tell_the_secret_again(editor: Api) -> None:
    body = {"name": "n", "scopes": ["needs"]}
    first = editor.post("/tokens", body, Idempotency_Key="k")
    again = editor.post("/tokens", body, Idempotency_Key="k")
    assert again.json == first.json | {"secret": None}


def test_changing_ones_name_needs_the_revision(editor: Api) -> None:
    body = {"name": "Elena Trajkovska", "language": "mk"}
    assert editor.put("/me", body).status_code == 428
    changed = editor.put("/me", body, If_Match=editor.get("/me").headers["ETag"])
    assert changed.json["language"] == "mk"


def test_the_command_prints_a_token_and_nothing_else(
    world: World,
    settings: Settings,
    editor: Api,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATA_DIR", settings.data_dir)
    address = editor.get("/me").json["email"]
    assert main(["token", address, "--scope", "account"]) == 0
    secret = capsys.readouterr().out.strip()
    me = with_token(world, secret).get("/me").json
    assert (me["organization"], me["scopes"]) == (editor.organization, ["account"])
    assert main(["token", "nobody@firm.mk"]) == 1
    told = capsys.readouterr()
    assert (told.out, "no account" in told.err) == ("", True)


def test_the_first_administrator_is_made_on_the_server(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", settings.data_dir)
    person = world.api()
    address = person.get("/me").json["email"]
    assert person.get("/reviews").status_code == 403
    assert main(["administrator", address]) == 0
    assert person.get("/reviews").status_code == 200
    assert main(["administrator", address, "--revoke"]) == 0
    assert person.get("/reviews").status_code == 403
    assert main(["administrator", "nobody@firm.mk"]) == 1
