"""Candidates for a supplier need, asked of the search port."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matching import cpv
from matching.buyers import similar
from matching.columns import Ints
from matching.indexes import AWARDS, PRIVATE, code_tokens
from matching.inquiry import Inquiry
from matching.state import State
from matching.text import fold, word_ids, words
from search.ports import SearchEngine
from search.query import CandidateQuery, Clause

POOL = 300
"""Awards of other buyers that are looked at."""

OWN_POOL = 400
"""Latest awards of the need's own buyer that are looked at."""

LEADERS = 50
"""Suppliers that are looked at for their many awards in the need's code."""

TEXT = 4.5
"""Worth of a title that has every word of the need, where equal codes together are worth 2."""

CODE_BOOSTS = {8: 0.5, 5: 0.4, 4: 0.3, 3: 0.3, 2: 0.4}
PLACE_BOOSTS = {"municipality": 0.3, "region": 0.15, "category": 0.1}
BUYER_BOOST = 0.5
SIMILAR_BUYERS = 10


def text_clause(inquiry: Inquiry, state: State, field: str) -> tuple[Clause, ...]:
    """Words by BM25, scaled so that a title with all of them is worth about TEXT."""
    folded = fold(inquiry.text)
    buckets = np.array(word_ids(folded), dtype=np.int32)
    bound = 2.2 * float(state.words.idf_bm25(buckets).sum())
    terms = tuple(words(folded))
    return (Clause(field, terms, TEXT / max(bound, 1e-6)),) if terms else ()


def code_clauses(codes: Iterable[str]) -> tuple[Clause, ...]:
    """Codes by level: the more digits are equal, the more levels add up."""
    found = code_tokens(codes)
    return tuple(
        Clause(f"cpv{n}", found[f"cpv{n}"], CODE_BOOSTS[n])
        for n in cpv.LEVELS
        if f"cpv{n}" in found
    )


def place_clauses(inquiry: Inquiry) -> tuple[Clause, ...]:
    """Same municipality, region and category."""
    return tuple(
        Clause(name, (getattr(inquiry, name),), boost)
        for name, boost in PLACE_BOOSTS.items()
        if getattr(inquiry, name)
    )


def buyer_clauses(inquiry: Inquiry, state: State) -> tuple[Clause, ...]:
    """The buyers that resemble this one most, each worth its similarity."""
    number = state.organizations.get(inquiry.buyer)
    ranked = sorted(similar(state, number).items(), key=lambda item: -item[1])
    return tuple(
        Clause("buyer", (state.organizations.names[b],), BUYER_BOOST * s)
        for b, s in ranked[:SIMILAR_BUYERS]
    )


def award_query(inquiry: Inquiry, state: State) -> CandidateQuery:
    """Past awards of other buyers like the need."""
    clauses = (
        *text_clause(inquiry, state, "title"),
        *code_clauses(inquiry.cpv),
        *place_clauses(inquiry),
        *buyer_clauses(inquiry, state),
    )
    excluded = {"private": (PRIVATE,)}
    if inquiry.buyer:
        excluded["buyer"] = (inquiry.buyer,)
    return CandidateQuery(clauses, excluded=excluded, limit=POOL, payload=False)


def others(inquiry: Inquiry, state: State, engine: SearchEngine) -> Ints:
    """Rows of the awards of other buyers; one that the state does not have yet is left out."""
    hits = engine.candidates(AWARDS.name, award_query(inquiry, state))
    rows = (state.award_rows.get(hit.id) for hit in hits)
    return np.array([r for r in rows if r is not None], dtype=np.int32)


def own(inquiry: Inquiry, state: State) -> Ints:
    """Rows of the buyer's own latest awards, private ones included."""
    rows = state.rows_of_buyer.get(state.organizations.get(inquiry.buyer), [])
    return np.array(rows[-OWN_POOL:], dtype=np.int32)


def leaders(inquiry: Inquiry, state: State) -> list[int]:
    """The suppliers with most awards in the need's codes, longest code first, at most LEADERS."""
    found: dict[int, None] = {}
    for level in reversed(range(len(cpv.LEVELS))):
        for codes in (cpv.levels(code) for code in inquiry.cpv):
            if codes[level] != cpv.NONE and len(found) < LEADERS:
                found |= dict.fromkeys(state.leading(f"cpv{cpv.LEVELS[level]}", codes[level]))
    return list(found)[:LEADERS]
