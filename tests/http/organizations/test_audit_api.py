"""The audit through the API: as JSON a page at a time, as a file whole."""

from __future__ import annotations

import io

import pytest

from tests.support.world import Api, World


@pytest.fixture
def owner(world: World) -> Api:
    owner = world.api("msme", "administrator")
    for address in ("ana@firm.mk", "beni@firm.mk"):
        body = {"email": address, "role": "viewer"}
        made = owner.post(f"/organizations/{owner.organization}/invitations", body)
        assert made.status_code == 201
    return owner


def test_as_csv(owner: Api) -> None:
    told = owner.get("/audit?format=csv&action=membership&limit=1")
    assert (told.status_code, told.mimetype) == (200, "text/csv")
    rows = told.text.splitlines()
    assert rows[0].endswith("request_id,details")
    assert [("membership.invite" in row, "viewer" in row) for row in rows[1:]] == [(True, True)] * 2
    assert "ana@firm.mk" not in told.text


def test_as_xlsx(owner: Api) -> None:
    from openpyxl import load_workbook

    told = owner.get("/audit?format=xlsx&action=membership")
    sheet = load_workbook(io.BytesIO(told.data)).active
    assert sheet is not None
    assert sheet.max_row == 3


def test_whoever_may_not_read_it_gets_no_file(world: World, owner: Api) -> None:
    assert world.api("msme", "viewer").get("/audit?format=csv").status_code == 403
    assert owner.get("/audit?format=pdf").status_code == 422
    other = world.api("msme", "administrator").get("/audit?format=csv&action=membership")
    assert len(other.text.splitlines()) == 1
