"""`marketplace import awards` and `marketplace evaluate suppliers`, as one types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marketplace import wiring
from marketplace.cli import main
from tests.support.histories import csv_file, row


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty DATA_DIR with a history of three rows, one at fault."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "history.csv").write_bytes(csv_file(row(1), row(2, title="x"), row(3)))
    return tmp_path


def test_import_makes_the_store_and_reports_as_json(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "awards", str(store / "history.csv"), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert json.loads(printed.out) == {
        "rows": 3,
        "loaded": 2,
        "unchanged": 0,
        "faults": [{"line": 3, "reason": "title shorter than 4 characters"}],
        "organizations_created": 3,
        "left_out": 0,
    }


def test_import_in_words(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "awards", str(store / "history.csv"), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "line 3: title shorter than 4 characters" in out
    assert "3 rows: 2 loaded, 0 unchanged, 1 at fault" in out


@pytest.mark.parametrize(("name", "status"), [("missing.csv", 1), ("other.csv", 1)])
def test_import_of_what_cannot_be_read(
    store: Path, capsys: pytest.CaptureFixture[str], name: str, status: int
) -> None:
    (store / "other.csv").write_text("a,b\n1,2\n")
    assert main(["import", "awards", str(store / name)]) == status
    printed = capsys.readouterr()
    assert (printed.out, "marketplace import: " in printed.err) == ("", True)


def test_import_for_an_unknown_organisation_is_refused(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "awards", str(store / "history.csv"), "--organization", "no"]) == 1
    assert "no such organisation" in capsys.readouterr().err


def test_evaluate_hands_its_choices_on(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def evaluate(path: Path, split: Any, **how: Any) -> dict[str, Any]:
        asked.update(how, path=path, split=split)
        return {"suppliers": 2, "all": {"n": 1, "mrr": 0.5}}

    monkeypatch.setattr(wiring, "evaluate_suppliers", evaluate)
    words = ["evaluate", "suppliers", "awards.csv", "--split", "2024-02-20", "--cold", "0.25"]
    assert main([*words, "--seed", "7", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["mrr"] == 0.5
    assert (str(asked["split"]), asked["cold"], asked["seed"]) == ("2024-02-20", 0.25, 7)
    assert main(words) == 0
    assert "all n 1 mrr 0.5" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--split", "soon"], ["--split", "2024-01-01", "--cold", "2"]])
def test_evaluate_with_wrong_words(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "suppliers", "awards.csv", *words])
    assert ended.value.code == 2
