"""Uploads: what is taken, who gets it back, what is left of what nobody uses."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from marketplace.files.models import StoredFile
from tests.support.profiles import firm_profile
from tests.support.world import Api, World

PDF = b"%PDF-1.7 a certificate"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme")


def kept(world: World) -> list[str]:
    """Names of the contents that lie behind the port."""
    root: Path = world.runtime.settings.data / "files"
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_an_upload_is_kept_and_given_back_as_an_attachment(firm: Api) -> None:
    sent = firm.upload("/files", PDF, "../../ISO 9001 сертификат.exe")
    assert sent.status_code == 201, sent.json
    assert sent.json["name"] == "ISO 9001 сертификат.pdf"
    assert sent.json["sha256"] == hashlib.sha256(PDF).hexdigest()
    where = sent.headers["Location"].removeprefix("/api/v1")
    assert firm.get(where).json == sent.json
    got = firm.get(f"{where}/content")
    assert (got.data, got.mimetype) == (PDF, "application/pdf")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"MZ\x90\0", b"plain text"])
def test_the_type_is_told_from_the_content(world: World, firm: Api, content: bytes) -> None:
    refused = firm.upload("/files", content, "certificate.pdf")
    assert refused.status_code == 422
    assert [fault["pointer"] for fault in refused.json["errors"]] == ["/file"]
    assert kept(world) == []


def test_a_large_file_is_refused(world: World, firm: Api) -> None:
    refused = firm.upload("/files", PDF + b"\0" * 10_000_000)
    assert refused.status_code == 422
    assert "larger than 10 MB" in refused.json["detail"]
    assert firm.upload("/files", PDF + b"\0" * 11_000_000).status_code == 413
    assert kept(world) == []


def test_the_scan_comes_before_anything_is_written(
    world: World, firm: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(content: bytes) -> bool:
        with world.sessions.write():
            return False

    monkeypatch.setattr(type(world.runtime.ports.scan), "is_clean", lambda self, c: refuse(c))
    refused = firm.upload("/files", PDF)
    assert refused.status_code == 422
    assert "virus scan" in refused.json["detail"]
    assert kept(world) == []


def test_only_editors_upload_and_only_the_owner_sees_it(world: World, firm: Api) -> None:
    where = f"/files/{firm.upload('/files', PDF).json['id']}"
    viewer = world.api_of(world.person(firm.organization, "viewer"), firm.organization)
    assert viewer.upload("/files", PDF).status_code == 403
    assert world.anonymous().upload("/files", PDF).status_code == 401
    assert firm.post("/files").status_code == 422
    assert viewer.get(where).status_code == 200
    for stranger in (world.anonymous(), world.api("lead_firm"), world.api("programme")):
        assert stranger.get(where).status_code == 404
        assert stranger.get(f"{where}/content").status_code == 404


def test_a_repeated_upload_returns_the_first(firm: Api) -> None:
    first = firm.upload("/files", PDF, Idempotency_Key="k")
    again = firm.upload("/files", PDF, Idempotency_Key="k")
    assert (again.status_code, again.json) == (201, first.json)
    assert firm.upload("/files", PNG, Idempotency_Key="k").status_code == 422


def test_what_nothing_refers_to_is_gone_after_a_day(world: World, firm: Api) -> None:
    used, unused = (firm.upload("/files", one).json["id"] for one in (PDF, PNG))
    refused = firm.upload("/files", b"text").status_code
    held = [{"scheme": "CE", "file": used}]
    path = f"/organizations/{firm.organization}/profile"
    assert firm.put(path, firm_profile(certificates=held), If_Match='"0"').status_code == 200
    world.deliver()
    assert (kept(world), refused) == (sorted([used, unused]), 422)
    world.clock.forward(days=2)
    world.deliver()
    assert kept(world) == [used]
    assert firm.get(f"/files/{unused}").status_code == 404
    assert firm.put(path, firm_profile(certificates=[]), If_Match='"1"').status_code == 200
    world.clock.forward(days=2)
    world.deliver()
    assert kept(world) == []
    assert world.look(lambda s: s.query(StoredFile).count()) == 0


def test_a_profile_refers_to_its_own_files_alone(world: World, firm: Api) -> None:
    other = world.api("msme")
    foreign = other.upload("/files", PDF).json["id"]
    held = [{"scheme": "CE"}, {"scheme": "REACH", "file": foreign}]
    path = f"/organizations/{firm.organization}/profile"
    answer = firm.put(path, firm_profile(certificates=held), If_Match='"0"')
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json["errors"]] == ["/certificates/1/file"]
