"""Names of a payroll list stay in the file: no table, event, index or log has them afterwards."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import MetaData, select

from marketplace.outcomes.models import Evidence
from tests.support.outcomes import claim_jobs, decide, payroll, set_baseline, upload
from tests.support.world import World

NAMES = ("petrovska", "blagoja", "ristov", "cveta", "ilieva", "old hand")


def said(world: World) -> str:
    """Every cell of every table, in small letters."""
    with world.sessions.read() as session:
        known = MetaData()
        known.reflect(session.connection())
        rows = [row for table in known.sorted_tables for row in session.execute(select(table))]
    return "\n".join(
        cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
        for row in rows
        for cell in row
    ).lower()


def found(world: World, name: str) -> list[object]:
    """What the searches of firms, needs and services find by the name."""
    reader = world.api("lead_firm")
    pages = (reader.get(f"/{what}?q={name}") for what in ("organizations", "needs", "services"))
    return [one for page in pages if page.status_code == 200 for one in page.json["items"]]


def test_no_name_leaves_the_file(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    firm, officer = world.api("msme", name="Limkov DOO"), world.api("programme")
    set_baseline(firm)
    claim = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    decide(world, officer, claim["id"])
    told = said(world)
    assert claim["id"] in told
    assert world.look(lambda s: s.scalar(select(Evidence.id))) is not None
    assert [name for name in NAMES if name in told] == []
    assert [name for name in NAMES if name in caplog.text.lower()] == []
    assert [one for name in ("Petrovska", "Blagoja") for one in found(world, name)] == []
