"""A standing query agrees with the engine on every document and query of the contract."""

from __future__ import annotations

import pytest

from search.query import Query
from search.standing import meets
from tests.contract.search.corpus import DOCUMENTS, SPEC
from tests.contract.search.queries import FOLDING, FORMS, SELECTION, SYNONYMS

CASES = [*FOLDING, *SYNONYMS, *FORMS, *SELECTION]


@pytest.mark.parametrize(
    ("query", "expected"), CASES, ids=[f"{n}-{q.text}" for n, (q, _) in enumerate(CASES)]
)
def test_selects_what_a_search_finds(query: Query, expected: list[str]) -> None:
    found = {document.id for document in DOCUMENTS if meets(SPEC, query, document)}
    assert found == set(expected)


def test_typos_are_not_allowed_for() -> None:
    assert not any(meets(SPEC, Query("weldng"), document) for document in DOCUMENTS)
