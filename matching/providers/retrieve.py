"""Candidate programmes for a workforce need, asked of the search port."""

from __future__ import annotations

from datetime import date

import numpy as np

from matching.features import Norms
from matching.indexes import PROGRAMMES, occupation_tokens
from matching.providers.view import View
from matching.snapshots import Need
from matching.state import State
from matching.text import fold, words
from search.ports import SearchEngine
from search.query import CandidateQuery, Clause

POOL = 200
"""Programmes that are looked at."""

OCCUPATION_BOOST = 1.0
PLACE_BOOSTS = {"municipality": 0.5, "region": 0.5}


def programme_query(need: Need) -> CandidateQuery:
    """Programmes for the occupation, in the words, or in the region of the need."""
    terms = tuple(words(fold(" ".join((need.text, *need.skills)))))
    named = [(n, getattr(need.place, n, ""), boost) for n, boost in PLACE_BOOSTS.items()]
    clauses = [Clause("text", terms, 0.3)] if terms else []
    if need.occupation:
        clauses.append(Clause("occupation", occupation_tokens(need.occupation), OCCUPATION_BOOST))
    clauses += [Clause(name, (value,), boost) for name, value, boost in named if value]
    return CandidateQuery(tuple(clauses), limit=POOL, payload=False)


def retrieve(need: Need, state: State, engine: SearchEngine, today: date) -> View:
    """The need with its candidate programmes."""
    hits = engine.candidates(PROGRAMMES.name, programme_query(need))
    numbers = (state.programmes.numbers.get(hit.id) for hit in hits)
    return View(state, need, today, np.array([n for n in numbers if n >= 0], dtype=np.int32))


def alone(need: Need, state: State, programme: str, today: date, norms: Norms) -> View:
    """The need with one programme as its only candidate; nothing here is relative to others."""
    number = state.programmes.numbers.get(programme)
    return View(state, need, today, np.array([number] * (number >= 0), dtype=np.int32))
