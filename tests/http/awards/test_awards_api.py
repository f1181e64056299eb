"""Histories sent through the API: read as a job, listed by whoever may see them."""

from __future__ import annotations

import gzip
import io
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from events.context import now
from events.due import schedule
from marketplace.awards import services
from marketplace.awards.models import ImportJob
from marketplace.files.services import SWEEP
from tests.support.histories import csv_file, row
from tests.support.world import Api, World


@pytest.fixture
def programme(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm", "administrator", name="Vardar Motors AD")


def send(world: World, api: Api, content: bytes, name: str = "history.csv", **form: str) -> Any:
    """Upload a history; `Idempotency_Key` among the fields is sent as a header."""
    headers = {"Authorization": f"Bearer {api.token}"} if api.token else {}
    if key := form.pop("Idempotency_Key", None):
        headers["Idempotency-Key"] = key
    boundary, body = encode_multipart(form | {"file": FileStorage(io.BytesIO(content), name)})
    return world.app.test_client().post(
        "/api/v1/awards/imports",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers=headers,
    )


def own(number: int = 1, **changes: str) -> dict[str, str]:
    """A row of the lead firm's own history, that gives no number for the buyer."""
    return row(number, buyer_id="", buyer="Vardar Motors AD", **changes)


def test_an_upload_is_a_job_that_ends(world: World, programme: Api) -> None:
    content = csv_file(row(1), row(2, title="x"), row(3))
    sent = send(world, programme, content)
    assert (sent.status_code, sent.json["state"]) == (202, "waiting")
    where = sent.headers["Location"].removeprefix("/api/v1")
    world.deliver()
    job = programme.get(where).json
    assert (job["state"], job["rows"], job["loaded"], job["fault_count"]) == ("finished", 3, 2, 1)
    assert job["faults"] == [{"line": 3, "reason": "title shorter than 4 characters"}]
    assert job["organizations_created"] == 3
    (told,) = programme.get("/notifications").json["items"]
    assert told["text"] == "history.csv was read. Awards loaded: 2; rows at fault: 1."
    assert programme.get("/awards/imports").json["items"] == [job]


def test_a_long_file_is_read_step_by_step(
    world: World, programme: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "BATCH", 3)
    monkeypatch.setattr("marketplace.awards.reading.BATCH", 3)
    content = gzip.compress(csv_file(*[row(number) for number in range(1, 12)]))
    job = send(world, programme, content, "history.csv.gz").json["id"]
    world.deliver()
    found = programme.get(f"/awards/imports/{job}").json
    assert (found["state"], found["rows"], found["loaded"]) == ("finished", 11, 11)
    again = send(world, programme, content, "history.csv.gz").json["id"]
    world.deliver()
    found = programme.get(f"/awards/imports/{again}").json
    assert (found["loaded"], found["unchanged"]) == (0, 11)


def test_a_dry_run_loads_nothing(world: World, programme: Api, buyer: Api) -> None:
    job = send(world, programme, csv_file(row(1), row(2)), dry_run="true").json["id"]
    world.deliver()
    found = programme.get(f"/awards/imports/{job}").json
    assert (found["state"], found["loaded"], found["organizations_created"]) == ("finished", 2, 3)
    kept = send(world, programme, csv_file(row(1), row(2))).json["id"]
    world.deliver()
    assert programme.get(f"/awards/imports/{kept}").json["loaded"] == 2


def test_a_file_that_cannot_be_read_fails_with_the_reason(world: World, programme: Api) -> None:
    job = send(world, programme, b"PK\x03\x04").json["id"]
    world.deliver()
    found = programme.get(f"/awards/imports/{job}").json
    assert found["state"] == "failed"
    assert "cannot be read" in found["reason"]
    (told,) = programme.get("/notifications").json["items"]
    assert (told["subject"], "cannot be read" in told["text"]) == (
        "Not imported: history.csv",
        True,
    )


def test_a_file_that_is_gone_fails_with_the_reason(world: World, programme: Api) -> None:
    job = send(world, programme, csv_file(row(1))).json["id"]
    file = world.look(lambda session: session.scalar(select(ImportJob.file_id)))
    world.runtime.ports.files.delete(file)
    world.deliver()
    assert "send it again" in programme.get(f"/awards/imports/{job}").json["reason"]


def test_the_file_goes_after_a_day(world: World, programme: Api) -> None:
    send(world, programme, csv_file(row(1)))
    file = world.look(lambda session: session.scalar(select(ImportJob.file_id)))
    world.deliver()
    world.clock.forward(days=1)
    world.deliver()
    with pytest.raises(KeyError):
        world.runtime.ports.files.open(file)


def test_a_lead_firm_imports_its_own_history_alone(world: World, buyer: Api) -> None:
    content = csv_file(own(1), row(2), own(3))
    job = send(world, buyer, content, private="true").json["id"]
    world.deliver()
    found = buyer.get(f"/awards/imports/{job}").json
    assert (found["loaded"], found["fault_count"], found["private"]) == (2, 1, True)
    listed = buyer.get("/awards").json
    assert {one["title"] for one in listed["items"]} == {
        "Manutenção de elevadores 3",
        "Manutenção de elevadores 1",
    }
    assert buyer.get("/awards?q=elevadores 3").json["total"] == 1
    public = world.anonymous().get(f"/organizations/{buyer.organization}/awards").json
    assert public == {"items": [], "next": None, "total": 0}


def test_private_awards_show_on_nobody_elses_pages(world: World, buyer: Api) -> None:
    send(world, buyer, csv_file(own(1)), private="true")
    send(world, buyer, csv_file(own(2)))
    world.deliver()
    listed = buyer.get("/awards").json["items"]
    suppliers = {one["private"]: one["supplier"]["id"] for one in listed}
    for private, expected in ((True, 0), (False, 1)):
        path = f"/organizations/{suppliers[private]}/awards"
        assert world.anonymous().get(path).json["total"] == expected


def test_imports_are_their_organisations_alone(world: World, buyer: Api, programme: Api) -> None:
    job = send(world, buyer, csv_file(own(1))).json["id"]
    for stranger in (programme, world.api("lead_firm", "administrator")):
        assert stranger.get(f"/awards/imports/{job}").status_code == 404
        assert stranger.get("/awards/imports").json["total"] == 0
    assert world.api("msme").get(f"/awards/imports/{job}").status_code == 403
    assert world.anonymous().get(f"/awards/imports/{job}").status_code == 401


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [("lead_firm", "editor", 403), ("msme", "administrator", 403), ("", "", 401)],
)
def test_others_send_nothing(world: World, kind: str, role: str, status: int) -> None:
    api = world.api(kind, role) if kind else world.anonymous()
    assert send(world, api, csv_file(row(1))).status_code == status
    assert not (world.runtime.settings.data / "files").exists()


def test_what_is_no_history_is_refused_before_it_is_kept(world: World, programme: Api) -> None:
    for content in (b"", b"x" * 10_000_001):
        refused = send(world, programme, content)
        assert refused.status_code == 422
        assert [fault["pointer"] for fault in refused.json["errors"]] == ["/file"]
    missing = programme.post("/awards/imports")
    assert missing.status_code == 422


def test_the_same_key_is_the_same_job(world: World, programme: Api) -> None:
    first = send(world, programme, csv_file(row(1)), Idempotency_Key="k1")
    again = send(world, programme, csv_file(row(1)), Idempotency_Key="k1")
    other = send(world, programme, csv_file(row(2)), Idempotency_Key="k1")
    assert (again.json["id"], other.status_code) == (first.json["id"], 422)


def test_a_step_that_was_taken_is_not_taken_again(world: World, programme: Api) -> None:
    job = send(world, programme, csv_file(row(1))).json["id"]
    world.deliver()
    with world.sessions.write() as session:
        stored = session.get_one(ImportJob, job)
        services._announce(session, stored, "import.requested")
        schedule(session, SWEEP, stored.file_id, now(session))
    world.deliver()
    assert programme.get(f"/awards/imports/{job}").json["rows"] == 1
