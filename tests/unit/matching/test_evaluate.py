"""`evaluate suppliers` end to end on a small history, through the pipeline and a real index."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from matching.awards import AwardRow, UnreadableFile, read_awards
from matching.evaluate.store import store
from matching.evaluate.suppliers import evaluate_suppliers, ranked, split
from matching.suppliers import SUPPLIERS

SPLIT = date(2024, 2, 20)
TRADES = {
    "road": ("Repair of the municipal road section {}", "45233142"),
    "milk": ("Fresh milk and yoghurt for kindergarten {}", "15500000"),
    "roof": ("Waterproofing of the school roof building {}", "45261420"),
    "laptop": ("Laptop computers and monitors for office {}", "30213100"),
}
COLUMNS = [
    "award_id",
    "date",
    "date_published",
    "buyer_id",
    "buyer",
    "title",
    "cpv",
    "region",
    "municipality",
    "value",
    "currency",
    "supplier_id",
    "supplier",
    "supplier_kind",
]


def history(path: Path, extra: list[dict[str, str]] | None = None, cpv: bool = True) -> Path:
    """Three suppliers a trade sell to four buyers; later each trade has one tender a buyer."""
    rows = []
    for at in range(120):
        trade = list(TRADES)[at % 4]
        title, code = TRADES[trade]
        day = date(2024, 1, 1) + timedelta(days=at // 2)
        rows.append(
            {
                "award_id": f"A{at}", "date": str(day), "date_published": str(day),
                "buyer_id": f"b{at % 5}", "buyer": f"Town {at % 5}", "title": title.format(at % 7),
                "cpv": code if cpv else "", "region": "North", "municipality": "", "value": "1000",
                "currency": "EUR", "supplier_id": f"{trade}{at % 3}", "supplier": f"Firm {at % 3}",
                "supplier_kind": "company",
            }
        )  # fmt: skip
    with path.open("w", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerows([*rows, *(extra or [])])
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return history(tmp_path_factory.mktemp("awards") / "awards.csv")


def test_the_report_has_the_promised_form_and_ranks_the_trade_first(path: Path) -> None:
    found = evaluate_suppliers(path, SPLIT)
    measures = {"n", "recall@1", "recall@5", "recall@10", "recall@100", "mrr", "ndcg@10"}
    assert set(found["all"]) == set(found["new"]) == measures | {"coverage"}
    assert found["suppliers"] == 12
    assert found["all"]["recall@5"] > 0.9
    assert found["all"]["recall@100"] == 1
    assert found["seconds_per_query"] > 0


def test_a_file_without_codes_runs_unchanged(tmp_path: Path) -> None:
    found = evaluate_suppliers(history(tmp_path / "plain.csv", cpv=False), SPLIT)
    assert found["all"]["recall@5"] > 0.9


def test_weights_may_be_learned_before_the_split(path: Path) -> None:
    found = evaluate_suppliers(path, SPLIT, tune_from=date(2024, 2, 10))
    assert found["all"]["recall@10"] > 0.9


def test_cold_winners_are_reported_beside_the_others(path: Path) -> None:
    found = evaluate_suppliers(path, SPLIT, cold=0.25, seed=1)
    assert found["cold"]["n"] > 0
    assert found["warm"]["n"] > 0
    assert found["cold"]["recall@100"] == 1
    assert evaluate_suppliers(path, SPLIT, cold=0.25, seed=1)["cold"] == found["cold"]


def test_a_planted_future_award_changes_nothing(tmp_path: Path, path: Path) -> None:
    rows = [row for row in read_awards(path) if isinstance(row, AwardRow)]
    title = TRADES["road"][0].format(1)
    planted = AwardRow(
        999, "X", "b0", "Town 0", "milk0", "Firm 0", title, "2024-02-25", "2024-02-25", "45233142"
    )
    weights = SUPPLIERS.weights()
    plain = ranked(split(rows, SPLIT), SPLIT, weights)
    leaky = ranked(split([planted, *rows], SPLIT), SPLIT, weights)
    tenders = [t.row.title for t in split(rows, SPLIT).tenders]
    others = [t.row.title for t in split([planted, *rows], SPLIT).tenders]
    for title_, found in zip(tenders, plain.lists, strict=True):
        assert found in [
            again for name, again in zip(others, leaky.lists, strict=True) if name == title_
        ]


def test_ranking_does_not_depend_on_the_order_of_the_history(path: Path) -> None:
    rows = [row for row in read_awards(path) if isinstance(row, AwardRow)]
    parts = split(rows, SPLIT)
    backwards = split(rows[::-1], SPLIT)
    first = ranked(parts, SPLIT, SUPPLIERS.weights())
    with store(backwards.history) as found:
        from matching.evaluate.suppliers import order

        for tender, known in zip(parts.tenders, first.lists, strict=True):
            again = order(found, tender.row, SPLIT, SUPPLIERS.weights())
            assert list(again) == list(known)[: len(again)]


def test_a_split_after_the_last_award_is_refused(path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no later tender"):
        evaluate_suppliers(path, date(2025, 1, 1))
