"""Candidates for a supplier need, asked of the search port."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from matching import cpv
from matching.buyers import similar
from matching.columns import Ints
from matching.features import Norms
from matching.indexes import AWARDS, PROFILES, code_tokens
from matching.snapshots import Need
from matching.state import State
from matching.suppliers.evidence import Question
from matching.suppliers.view import View
from search.ports import SearchEngine
from search.query import CandidateQuery, Clause

POOL = 300
"""Awards of other buyers that are looked at."""

OWN_AMONG = 200
"""Awards of the need's own buyer that are expected among them at most."""

OWN_POOL = 400
"""Latest awards of the need's own buyer that are looked at."""

PROFILE_POOL = 100
"""Profiles that are looked at for what they say themselves."""

TEXT = 4.5
"""Worth of a line that has every word of the need, where equal codes together are worth 1.9."""

WORDS = 10
"""Words of a need that lines are looked up by, the rarest."""

COMMON = 0.1
"""Share of the lines above which a word is too common to look lines up by."""

CODE_BOOSTS = {8: 0.5, 5: 0.4, 4: 0.3, 3: 0.3, 2: 0.4}
PLACE_BOOSTS = {"municipality": 0.3, "region": 0.15}
NACE_BOOST = 0.8
BUYER_BOOST = 0.5
SIMILAR_BUYERS = 10


def text_clause(question: Question, state: State, field: str) -> tuple[Clause, ...]:
    """The need's rarest words by BM25, scaled so that a line with all is worth about TEXT."""
    found = question.terms
    idf = state.words.idf_bm25(question.words)
    rarest = np.argsort(-idf, kind="stable")[:WORDS]
    common = np.log(1 / COMMON)
    chosen = [at for at in rarest.tolist() if idf[at] >= common] or rarest[:2].tolist()
    if not chosen:
        return ()
    bound = 2.2 * float(idf.sum())
    return (Clause(field, tuple(found[at] for at in chosen), TEXT / max(bound, 1e-6)),)


def code_clauses(codes: Iterable[str]) -> tuple[Clause, ...]:
    """Codes by level: the more digits are equal, the more levels add up."""
    found = code_tokens(codes)
    fields = [(n, f"cpv{n}") for n in cpv.LEVELS]
    return tuple(Clause(f, found[f], CODE_BOOSTS[n]) for n, f in fields if f in found)


def place_clauses(need: Need) -> tuple[Clause, ...]:
    """Same municipality, same region."""
    named = [(n, getattr(need.place, n, ""), boost) for n, boost in PLACE_BOOSTS.items()]
    return tuple(Clause(name, (value,), boost) for name, value, boost in named if value)


def buyer_clauses(need: Need, state: State) -> tuple[Clause, ...]:
    """The buyers that resemble this one most, each worth its similarity."""
    numbers = state.directory.numbers
    found = similar(state, numbers.get(need.organization)).items()
    ranked = sorted(found, key=lambda item: (-item[1], item[0]))[:SIMILAR_BUYERS]
    return tuple(Clause("buyer", (numbers.names[b],), BUYER_BOOST * s) for b, s in ranked)


def award_query(need: Need, question: Question, state: State, limit: int) -> CandidateQuery:
    """Past awards like the need. Without exclusions, by which a search takes four times as long."""
    clauses = (
        *text_clause(question, state, "title"),
        *code_clauses(need.cpv),
        *buyer_clauses(need, state),
    )
    return CandidateQuery(clauses, limit=limit, payload=False)


def profile_query(need: Need, question: Question, state: State) -> CandidateQuery:
    """Profiles that offer what the need asks for."""
    nace = (Clause("nace", need.nace, NACE_BOOST),) if need.nace else ()
    clauses = (
        *text_clause(question, state, "text"),
        *code_clauses(need.cpv),
        *place_clauses(need),
        *nace,
    )
    return CandidateQuery(clauses, limit=PROFILE_POOL, payload=False)


def others(need: Need, question: Question, state: State, engine: SearchEngine) -> Ints:
    """Rows of the awards of other buyers; one that the state does not have yet is left out.

    The buyer's own are taken out after the search, so it is asked for as many more.
    """
    history, buyer = state.history, question.buyer
    more = min(len(history.rows_of_buyer.get(buyer, ())), OWN_AMONG)
    hits = engine.candidates(AWARDS.name, award_query(need, question, state, POOL + more))
    known = history.rows.get
    rows = numbered(known(hit.id, -1) for hit in hits)
    theirs = (history.lines.get("buyer", rows) != buyer) & ~history.private.values[rows]
    return rows[theirs][:POOL]


def own(question: Question, state: State) -> Ints:
    """Rows of the buyer's own latest awards, private ones included."""
    rows = state.history.rows_of_buyer.get(question.buyer, [])
    return np.array(rows[-OWN_POOL:], dtype=np.int32)


def profiles(need: Need, question: Question, state: State, engine: SearchEngine) -> Ints:
    """Numbers of the organisations whose profiles fit; none are asked for where none are known."""
    if not len(state.directory.offers):
        return np.zeros(0, dtype=np.int32)
    hits = engine.candidates(PROFILES.name, profile_query(need, question, state))
    return numbered(state.directory.numbers.get(hit.id) for hit in hits)


def asked(need: Need, state: State, today: date) -> Question:
    """The need's words and codes as numbers of the state."""
    return Question(state, need, float(today.toordinal()))


def alone(need: Need, state: State, firm: str, today: date, norms: Norms) -> View:
    """The need with one firm as its only candidate, to be placed among those of an earlier list."""
    history, number = state.history, state.directory.numbers.get(firm)
    question = asked(need, state, today)
    rows = np.array(history.rows_of_supplier.get(number, []), dtype=np.int32)
    ours = history.lines.get("buyer", rows) == question.buyer
    found = numbered([number])
    return View(state, need, question, today, rows[~ours], rows[ours], found, norms)


def numbered(found: Iterable[int]) -> Ints:
    """Numbers without those that are not known (-1)."""
    numbers = np.fromiter(found, dtype=np.int32)
    return numbers[numbers >= 0]


def retrieve(need: Need, state: State, engine: SearchEngine, today: date) -> View:
    """The need with its candidates and the evidence around them."""
    question = asked(need, state, today)
    return View(
        state, need, question, today, others(need, question, state, engine),
        own(question, state), profiles(need, question, state, engine),
    )  # fmt: skip
