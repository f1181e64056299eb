"""The protocol on a history small enough to count by hand."""

from __future__ import annotations

from datetime import date

import pytest

from matching.awards import AwardRow
from matching.evaluate import metrics
from matching.evaluate.protocol import measures, split

SPLIT = date(2024, 2, 20)


def row(buyer: str, supplier: str, title: str, day: str, **more: str) -> AwardRow:
    fields = {"date": day, "published": day, "cpv": "45000000"} | more
    return AwardRow(1, f"{buyer}{supplier}{day}", buyer, buyer, supplier, supplier, title, **fields)


ROWS = [
    row("b1", "s1", "Road repair", "2024-01-01"),
    row("b1", "s2", "Road signs", "2024-02-19"),
    row("b2", "s3", "School roof", "2024-01-05"),
    # One query: accents, case and punctuation aside, it is the same title; s9 was never seen.
    row("b1", "s1", "Réparation de route", "2024-02-20"),
    row("b1", "s3", "REPARATION - de route!", "2024-02-21"),
    row("b1", "s9", "reparation de route", "2024-02-22"),
    # Another query: same title, other code. Known, but not new to the buyer.
    row("b1", "s2", "reparation de route", "2024-02-22", cpv="44000000"),
    # A query whose only winner is not known: it counts for coverage alone.
    row("b2", "s8", "Chairs", "2024-03-01"),
    # Signed before the split, published after it: it is not history.
    row("b2", "s1", "Desks", "2024-01-31", published="2024-02-25"),
]


def test_queries_winners_and_coverage() -> None:
    parts = split(ROWS, SPLIT)
    assert len(parts.history) == 3
    assert [sorted(t.winners) for t in parts.tenders] == [["s1", "s3"], ["s2"], ["s1"]]
    assert [sorted(t.new) for t in parts.tenders] == [["s3"], [], ["s1"]]
    assert parts.coverage == 3 / 4


def test_history_may_end_before_the_file_does() -> None:
    parts = split(ROWS, SPLIT, until=date(2024, 2, 22))
    assert len(parts.tenders) == 1


def test_measures_by_hand() -> None:
    ranking = ["s1", "x", "s3", *[f"n{i}" for i in range(10)], "s2"]
    found = measures([(ranking, {"s1", "s3"}), (ranking, {"s2"})], 0.5)
    assert found["n"] == 2
    assert found["recall@1"] == pytest.approx((0.5 + 0) / 2)
    assert found["recall@5"] == pytest.approx((1 + 0) / 2)
    assert found["recall@100"] == 1
    assert found["mrr"] == pytest.approx((1 + 1 / 14) / 2)
    best = 1 + 1 / 1.584962500721156
    assert found["ndcg@10"] == pytest.approx((1 + 1 / 2) / best / 2)
    assert found["coverage"] == 0.5


def test_a_winner_that_is_not_listed_counts_as_missed() -> None:
    assert metrics.places(["a"], {"b"}) == []
    assert metrics.recall([], 1, 10) == 0
    assert metrics.reciprocal_rank([]) == 0
    assert metrics.ndcg([], 1, 10) == 0
