"""The measured bar of the supplier ranking, on the given history of Portugal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matching.evaluate.suppliers import evaluate_suppliers

SPLIT = date(2024, 2, 20)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    path = Path(os.environ["SHARED"]) / "data" / "awards" / "awards_pt.csv.gz"
    return evaluate_suppliers(path, SPLIT)


def test_the_protocol_counts_what_it_has_to(found: dict[str, Any]) -> None:
    assert found["suppliers"] == 5804
    assert found["all"]["n"] == 2451
    assert found["new"]["n"] == 1779


@pytest.mark.parametrize(
    ("queries", "measure", "bar"),
    [
        ("all", "recall@10", 0.50),
        ("all", "mrr", 0.30),
        ("new", "recall@10", 0.42),
        ("new", "mrr", 0.23),
    ],
)
def test_the_ranker_is_above_the_bar(
    found: dict[str, Any], queries: str, measure: str, bar: float
) -> None:
    assert found[queries][measure] >= bar
