"""What `export ocds` writes, against the official schemas: `make test-data SHARED=…`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from marketplace.cli import main
from tests.support.applications import Tender
from tests.support.contracting import procured
from tests.support.world import World


def validator(name: str) -> Draft4Validator:
    """The official schema of this name, and the one that it refers to."""
    folder = Path(os.environ["SHARED"]) / "standards" / "ocds"
    schema = json.loads((folder / f"{name}-schema.json").read_text())
    release = DRAFT4.create_resource(json.loads((folder / "release-schema.json").read_text()))
    registry: Registry[Any] = Registry().with_resource(
        "https://standard.open-contracting.org/schema/1__1__5/release-schema.json", release
    )
    return Draft4Validator(schema, registry=registry, format_checker=FormatChecker())


@pytest.fixture
def exported(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The export of a store with a whole process, and a need that is open."""
    procured(world)
    Tender(world)
    monkeypatch.setenv("DATA_DIR", world.runtime.settings.data_dir)
    assert main(["export", "ocds", "--out", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("release-package", "ocds-releases-0001.json"),
        ("record-package", "ocds-records-0001.json"),
    ],
)
def test_packages_are_valid(exported: Path, schema: str, file: str) -> None:
    document = json.loads((exported / file).read_text())
    faults = [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in validator(schema).iter_errors(document)
    ]
    assert faults == []


def test_every_release_and_compiled_release_is_valid(exported: Path) -> None:
    document = json.loads((exported / "ocds-records-0001.json").read_text())
    check = validator("release")
    for record in document["records"]:
        for release in [*record["releases"], record["compiledRelease"]]:
            assert [one.message for one in check.iter_errors(release)] == []
