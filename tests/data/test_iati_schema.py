"""What `export iati` writes, against the official schema: `make test-data SHARED=…`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from xmlschema import XMLSchema

from marketplace.cli import main
from tests.support.contracting import procured
from tests.support.outcomes import claim_jobs, decide, set_baseline
from tests.support.world import World


@pytest.fixture(scope="module")
def schema() -> XMLSchema:
    folder = Path(os.environ["SHARED"]) / "standards" / "iati"
    return XMLSchema(str(folder / "iati-activities-schema.xsd"))


def exported(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> str:
    monkeypatch.setenv("DATA_DIR", world.runtime.settings.data_dir)
    assert main(["export", "iati", "--out", str(folder), *more]) == 0
    return str(folder / "iati-activities.xml")


def test_an_empty_programme_is_valid(
    world: World, schema: XMLSchema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema.validate(exported(world, tmp_path / "out", monkeypatch))


def test_results_are_valid(
    world: World, schema: XMLSchema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    procured(world)
    firm, officer = world.api("msme", "administrator"), world.api("programme")
    set_baseline(firm)
    world.deliver()
    claim = claim_jobs(world, firm)["id"]
    decide(world, officer, claim)
    schema.validate(exported(world, tmp_path / "out", monkeypatch))
    schema.validate(exported(world, tmp_path / "one", monkeypatch, "--period", "FY2027-Q1"))
