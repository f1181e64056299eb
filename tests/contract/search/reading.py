"""What every engine must answer; test_embedded.py and test_elastic.py run it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.ports import SearchEngine
from search.query import InvalidCursor, Page, Query, Sort
from tests.contract.search.corpus import DOCUMENTS, SPEC
from tests.contract.search.queries import CASES

SORTS = [
    Sort("closes"),
    Sort("closes", descending=False),
    Sort("budget"),
    Sort("budget", descending=False),
    Sort(),
]


def ids(page: Page) -> list[str]:
    return [hit.id for hit in page.hits]


def all_pages(engine: SearchEngine, query: Query) -> list[str]:
    seen: list[str] = []
    page = engine.search("needs", query)
    seen += ids(page)
    while page.next is not None:
        page = engine.search("needs", replace(query, cursor=page.next))
        assert page.hits
        seen += ids(page)
    return seen


class ReadingContract:
    """`loaded` is an engine that holds the corpus; these tests only read."""

    @pytest.mark.parametrize(
        ("query", "expected"), CASES, ids=[f"{n}-{q.text}" for n, (q, _) in enumerate(CASES)]
    )
    def test_finds(self, loaded: SearchEngine, query: Query, expected: list[str]) -> None:
        page = loaded.search("needs", query)
        assert ids(page) == expected
        assert page.total == len(expected)
        assert page.next is None

    @pytest.mark.parametrize("sort", SORTS, ids=repr)
    @pytest.mark.parametrize("limit", [1, 3, 16])
    def test_pages_leave_no_gap_and_repeat_nothing(
        self, loaded: SearchEngine, sort: Sort, limit: int
    ) -> None:
        whole = ids(loaded.search("needs", Query(sort=sort, limit=100)))
        assert all_pages(loaded, Query(sort=sort, limit=limit)) == whole
        assert sorted(whole) == [document.id for document in DOCUMENTS]

    @pytest.mark.parametrize("sort", SORTS[:4], ids=repr)
    def test_what_lacks_the_number_comes_last(self, loaded: SearchEngine, sort: Sort) -> None:
        order = ids(loaded.search("needs", Query(sort=sort)))
        numbers = {document.id: document.numbers.get(sort.field) for document in DOCUMENTS}
        values = [numbers[id] for id in order]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=sort.descending)
        assert values == known + [None] * (len(values) - len(known))

    @pytest.mark.parametrize("limit", [1, 2])
    def test_pages_of_a_ranked_list(self, loaded: SearchEngine, limit: int) -> None:
        query = Query("welding", limit=limit)
        whole = loaded.search("needs", replace(query, limit=100))
        assert ids(whole) == ["n05", "n04", "n06", "n11"]
        assert all_pages(loaded, query) == ids(whole)
        scores = [hit.score for hit in whole.hits]
        assert scores == sorted(scores, reverse=True)

    @pytest.mark.parametrize("limit", [1, 2, 3, 5])
    def test_pages_reach_beyond_the_ranked_pool(
        self, loaded: SearchEngine, limit: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("search.ranked.POOL", 2)
        query = Query("welding", limit=limit)
        whole = loaded.search("needs", replace(query, limit=100))
        assert sorted(ids(whole)) == ["n04", "n05", "n06", "n11"]
        assert [hit.score > 0 for hit in whole.hits] == [True, True, False, False]
        assert all_pages(loaded, query) == ids(whole)

    def test_facets_ignore_their_own_filter_only(self, loaded: SearchEngine) -> None:
        query = Query(
            filters={"region": ("Polog",), "division": ("44",)},
            facets=("region", "division", "certificates"),
        )
        page = loaded.search("needs", query)
        assert ids(page) == ["n06"]
        assert page.facets == {
            "region": (
                ("Southeast", 2),
                *((name, 1) for name in ("East", "Northeast", "Polog", "Skopje", "Southwest")),
            ),
            "division": (("19", 2), ("44", 1), ("60", 1)),
            "certificates": (),
        }

    def test_facets_count_matches_of_the_text(self, loaded: SearchEngine) -> None:
        page = loaded.search("needs", Query("kumanovo", facets=("kind",), limit=0))
        assert (page.hits, page.total, page.next) == ((), 3, None)
        assert page.facets == {"kind": (("workforce", 2), ("supplier", 1))}

    def test_highlights_are_spans_of_the_original(self, loaded: SearchEngine) -> None:
        page = loaded.search("needs", Query("shtip", highlight=("title", "text")))
        marked = {hit.id: hit.highlights for hit in page.hits}
        assert marked["n02"] == {"text": ("Инјекционо пресување на капаци, Штип", ((32, 36),))}
        fragment, spans = marked["n05"]["text"]
        assert [fragment[a:b] for a, b in spans] == ["Shtip"]

    def test_hits_carry_their_payload(self, loaded: SearchEngine) -> None:
        (hit,) = loaded.search("needs", Query("weldng")).hits
        assert hit.payload == DOCUMENTS[4].payload
        assert loaded.get("needs", ["n05", "none"]) == {"n05": hit._replace(score=0.0)}
        assert loaded.get("needs", []) == {}

    def test_revisions_list_the_whole_index(self, loaded: SearchEngine) -> None:
        assert sorted(loaded.revisions("needs")) == [(doc.id, 1) for doc in DOCUMENTS]
        assert SPEC.versioned in loaded.revision("needs")

    def test_a_cursor_belongs_to_its_query(self, loaded: SearchEngine) -> None:
        cursor = loaded.search("needs", Query("steel", limit=1)).next
        with pytest.raises(InvalidCursor):
            loaded.search("needs", Query("metal", limit=1, cursor=cursor))
        with pytest.raises(InvalidCursor):
            loaded.search("needs", Query("steel", cursor="not a cursor"))

    @pytest.mark.parametrize(
        "query",
        [
            Query(sort=Sort("region")),
            Query(filters={"closes": ("1",)}),
            Query(facets=("title",)),
            Query("steel", highlight=("region",)),
            Query(limit=-1),
            Query(ranges={"budget": (None, float("inf"))}),
            Query(ranges={"region": (1, None)}),
        ],
        ids=repr,
    )
    def test_a_query_for_what_is_not_there_is_refused(
        self, loaded: SearchEngine, query: Query
    ) -> None:
        with pytest.raises(ValueError):
            loaded.search("needs", query)
