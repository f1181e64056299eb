"""What every engine must retrieve for the ranker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.ports import SearchEngine
from search.query import CandidateQuery, Clause

STEEL = Clause("title", ("steel", "çeliku", "челични"))


class RetrievingContract:
    """`loaded` is an engine that holds the corpus."""

    def test_any_word_of_a_clause_counts(self, loaded: SearchEngine) -> None:
        hits = loaded.candidates("needs", CandidateQuery((STEEL,)))
        assert {hit.id for hit in hits} == {"n04", "n05", "n06"}
        assert all(hit.score > 0 and hit.payload["title"] for hit in hits)

    def test_clauses_add_up(self, loaded: SearchEngine) -> None:
        words = Clause("title", ("steel", "welding"))
        places = Clause("region", ("East", "Polog"), 0.5)
        divisions = Clause("division", ("44", "45"), 0.25)
        alone = _scores(loaded, CandidateQuery((words,)))
        together = _scores(loaded, CandidateQuery((words, places, divisions)))
        assert together["n05"] == pytest.approx(alone["n05"] + 0.5 + 0.25, abs=1e-5)
        assert together["n04"] == pytest.approx(0.5)
        assert together["n13"] == pytest.approx(0.5)

    def test_a_boost_multiplies_words(self, loaded: SearchEngine) -> None:
        once = _scores(loaded, CandidateQuery((STEEL,)))
        thrice = _scores(loaded, CandidateQuery((replace(STEEL, boost=3.0),)))
        assert thrice == pytest.approx({id: 3 * score for id, score in once.items()}, rel=1e-5)

    def test_filters_and_exclusions(self, loaded: SearchEngine) -> None:
        query = CandidateQuery(
            (STEEL, Clause("division", ("44",))),
            filters={"kind": ("supplier",), "certificates": ("ISO 9001", "EN 1090")},
            excluded={"region": ("Northeast", "Southwest")},
        )
        assert set(_scores(loaded, query)) == {"n04", "n05"}

    def test_filters_do_not_change_scores(self, loaded: SearchEngine) -> None:
        plain = _scores(loaded, CandidateQuery((STEEL,)))
        narrowed = CandidateQuery((STEEL,), filters={"region": ("East",)})
        assert _scores(loaded, narrowed) == {"n05": pytest.approx(plain["n05"])}

    def test_without_clauses_all_that_pass_have_score_zero(self, loaded: SearchEngine) -> None:
        hits = loaded.candidates("needs", CandidateQuery((), filters={"kind": ("workforce",)}))
        assert {(hit.id, hit.score) for hit in hits} == {("n10", 0.0), ("n11", 0.0)}

    def test_the_best_come_first_and_no_more_than_asked(self, loaded: SearchEngine) -> None:
        query = CandidateQuery((STEEL, Clause("region", ("East",), 2.0)), limit=2)
        hits = loaded.candidates("needs", query)
        assert len(hits) == 2
        assert hits[0].id == "n05"
        assert loaded.candidates("needs", replace(query, limit=0)) == []

    def test_payloads_can_be_left_out(self, loaded: SearchEngine) -> None:
        full = CandidateQuery((Clause("division", ("19", "80")),))
        bare = loaded.candidates("needs", replace(full, payload=False))
        assert {(hit.id, hit.score) for hit in bare} == {
            (hit.id, hit.score) for hit in loaded.candidates("needs", full)
        }
        assert all(hit.payload == {} for hit in bare)


def _scores(engine: SearchEngine, query: CandidateQuery) -> dict[str, float]:
    return {hit.id: hit.score for hit in engine.candidates("needs", query)}
