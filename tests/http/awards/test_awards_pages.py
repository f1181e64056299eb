"""The history and its imports in the browser."""

from __future__ import annotations

import io

import pytest

from marketplace.awards.models import PastAward
from tests.support.histories import csv_file, row
from tests.support.pages import Visitor
from tests.support.world import World


@pytest.fixture
def officer(world: World) -> Visitor:
    """The administrator of a lead firm."""
    api = world.api("lead_firm", "administrator", name="Vardar Motors AD")
    return Visitor(world, api.person, api.organization)


def send(officer: Visitor, *rows: dict[str, str], **form: str) -> str:
    """Upload a history of one's own; the path of its page."""
    officer.get("/awards/imports")
    own = [one | {"buyer_id": "", "buyer": "Vardar Motors AD"} for one in rows]
    file = {"file": (io.BytesIO(csv_file(*own)), "history.csv")}
    sent = officer.post("/awards/imports", form | file)
    assert sent.status_code == 303, sent.text
    location: str = sent.headers["Location"]
    return location


def test_progress_survives_a_reload_and_ends_with_the_faults(
    world: World, officer: Visitor
) -> None:
    page = send(officer, row(1), row(2, title="x"))
    assert "The file is being read." in officer.get(page).text
    part = officer.get(page, HX_Request="true").text
    assert "<html" not in part
    world.deliver()
    ended = officer.get(page).text
    assert "Line 3" in ended
    assert "The title has fewer than 4 characters." in ended
    assert "fewer than 4" in officer.get(f"{page}?format=csv").text
    assert "history.csv" in officer.get("/awards/imports").text


def test_a_form_without_a_file_is_shown_again(officer: Visitor) -> None:
    officer.get("/awards/imports")
    refused = officer.post("/awards/imports", {"private": "true"})
    assert refused.status_code == 422
    assert "Choose the file with the history." in refused.text
    assert 'value="true" checked' in refused.text
    empty = officer.post("/awards/imports", {"file": (io.BytesIO(b""), "history.csv")})
    assert "The file is empty" in empty.text


def test_the_history_is_searched_and_taken_away(world: World, officer: Visitor) -> None:
    assert "No awards yet" in officer.get("/awards").text
    send(officer, row(1, title="=cmd|calc lifts"), row(2), private="true")
    world.deliver()
    page = officer.get("/awards").text
    assert "Manutenção de elevadores 2" in page
    assert "1,843.20" in page
    assert "Private" in page
    assert "No title has these words" in officer.get("/awards?q=bridges").text
    assert "'=cmd" in officer.get("/awards?format=csv").text


def test_public_awards_have_a_page_of_their_own(world: World, officer: Visitor) -> None:
    send(officer, row(1))
    send(officer, row(2), private="true")
    world.deliver()
    suppliers = world.look(
        lambda session: {award.private: award.supplier_id for award in session.query(PastAward)}
    )
    anybody = Visitor(world)
    assert "elevadores 1" in anybody.get(f"/organizations/{suppliers[False]}/awards").text
    assert "No public awards" in anybody.get(f"/organizations/{suppliers[True]}/awards").text
    assert anybody.get("/organizations/none/awards").status_code == 404
