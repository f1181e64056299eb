"""`marketplace export`: files of an empty store and a full one, by period, again and again."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from marketplace.cli import main
from marketplace.standards import contracting
from tests.support.applications import Tender
from tests.support.contracting import procured
from tests.support.outcomes import claim_jobs, decide, set_baseline
from tests.support.world import World


class Export:
    """Runs the command on the world's store."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *words: str) -> dict[str, Any]:
        self._capsys.readouterr()
        assert main(["export", *words, "--out", str(self.folder), "--json"]) == 0
        found: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return found

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())

    def bytes(self) -> dict[str, bytes]:
        return {name: (self.folder / name).read_bytes() for name in self.names()}


@pytest.fixture
def export(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Export:
    monkeypatch.setenv("DATA_DIR", world.runtime.settings.data_dir)
    return Export(tmp_path / "out", capsys)


def jobs(world: World, firms: int) -> None:
    """So many firms with two and a half verified jobs each."""
    officer = world.api("programme")
    for _ in range(firms):
        firm = world.api("msme", "administrator", region="Polog")
        set_baseline(firm)
        world.deliver()
        decide(world, officer, claim_jobs(world, firm)["id"])


def test_an_empty_store(export: Export) -> None:
    """The standard has no package without releases; an activity without figures is one."""
    assert export("ocds")["files"] == []
    assert export("iati")["processes"] == 0
    root = fromstring((export.folder / "iati-activities.xml").read_bytes())
    assert len(root.findall(".//indicator")) == 44
    assert root.findall(".//actual") == []
    assert {one.get("value") for one in root.iter("target")} == {"15", "5750"}
    assert export("results")["values"] == 2


def test_placeholders_are_pointed_out(export: Export) -> None:
    assert len(export("ocds")["notes"]) == 2
    assert export("results")["notes"] == []


def test_the_same_store_gives_the_same_files(world: World, export: Export) -> None:
    procured(world)
    jobs(world, 1)
    for what in ("ocds", "iati", "results"):
        export(what)
    first = export.bytes()
    world.clock.forward(days=3)
    for what in ("ocds", "iati", "results"):
        export(what)
    assert export.bytes() == first


def test_packages_are_parted_and_left_overs_removed(
    world: World, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        Tender(world)
    monkeypatch.setattr(contracting, "PER_FILE", 2)
    assert export("ocds")["processes"] == 3
    assert export.names() == [
        *("ocds-records-0001.json", "ocds-records-0002.json"),
        *("ocds-releases-0001.json", "ocds-releases-0002.json"),
    ]
    monkeypatch.setattr(contracting, "PER_FILE", 5)
    export("ocds")
    assert export.names() == ["ocds-records-0001.json", "ocds-releases-0001.json"]
    assert len(export.json("ocds-records-0001.json")["records"]) == 3


def test_a_period_tells_its_releases_and_whole_records(world: World, export: Export) -> None:
    Tender(world)
    world.clock.forward(days=60)
    late = Tender(world)
    late.close()
    told = export("ocds", "--period", "2027-Q1")
    assert (told["processes"], told["releases"]) == (1, 2)
    assert export("ocds", "--period", "FY2027")["processes"] == 2
    assert main(["export", "ocds", "--period", "soon", "--out", str(export.folder)]) == 1


def test_what_everybody_may_read(world: World, export: Export) -> None:
    procured(world)
    export("ocds", "--public")
    (record,) = export.json("ocds-records-0001.json")["records"]
    assert not {"awards", "contracts"} & record["compiledRelease"].keys()
    assert record["compiledRelease"]["tender"]["numberOfTenderers"] == 2


def test_both_standards_name_each_other(world: World, export: Export) -> None:
    procured(world)
    export("ocds"), export("iati")
    (record,) = export.json("ocds-records-0001.json")["records"]
    root = fromstring((export.folder / "iati-activities.xml").read_bytes())
    project = record["compiledRelease"]["planning"]["budget"]["projectID"]
    assert root.findtext(".//iati-identifier") == project
    titles = [one.text or "" for one in root.findall(".//document-link/title/narrative")]
    assert [title.partition(":")[0] for title in titles] == [record["ocid"]]


def test_iati_tells_cuts_of_five_firms_and_results_tell_all(world: World, export: Export) -> None:
    jobs(world, 4)
    export("iati")
    actuals = cuts_of(export, "BEP-02")
    assert actuals == [("10", None)]
    jobs(world, 1)
    export("iati")
    assert ("12.5", "Polog") in cuts_of(export, "BEP-02")
    assert export("results")["values"] > 0
    with (export.folder / "results.csv").open() as file:
        rows = list(csv.DictReader(file))
    (whole,) = [
        row
        for row in rows
        if (row["indicator"], row["period"], row["dimension"]) == ("BEP-02", "all", "")
    ]
    assert (whole["value"], whole["target"], whole["firms"]) == ("12.5", "5750", "5")
    told = export.json("results.json")
    assert {one["code"] for one in told["indicators"]} >= {row["indicator"] for row in rows}
    assert len(told["values"]) == len(rows)


def cuts_of(export: Export, code: str) -> list[tuple[str | None, str | None]]:
    """(value, bucket) of the indicator's actuals."""
    root = fromstring((export.folder / "iati-activities.xml").read_bytes())
    found = []
    for indicator in root.iter("indicator"):
        if any(one.get("code") == code for one in indicator.findall("reference")):
            for actual in indicator.iter("actual"):
                cut = actual.find("dimension")
                found.append((actual.get("value"), None if cut is None else cut.get("value")))
    return found
