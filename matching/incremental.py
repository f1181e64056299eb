"""From a changed firm or programme to the needs whose lists it may enter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from matching import store
from matching.features import Norms
from matching.indexes import NEEDS, code_tokens, occupation_tokens
from matching.kinds import for_need
from matching.pipeline import matrix
from matching.results import Bar
from matching.scoring import Weights
from matching.snapshots import Need, Organization, Programme
from matching.state import State
from matching.text import fold, words
from search.ports import SearchEngine
from search.query import CandidateQuery, Clause

NEEDS_LOOKED_AT = 200
"""Open needs that one changed profile is scored against."""

MOST_WORDS = 60
"""Words of a profile that needs are looked up by."""


def firm_query(firm: Organization) -> CandidateQuery:
    """Open supplier needs in the words, codes, industries and places of a profile."""
    offers = firm.offers()
    terms = tuple(words(fold(" ".join(text for text, _ in offers))))[:MOST_WORDS]
    nace = (firm.profile.nace or ()) if firm.profile else ()
    regions = tuple(dict.fromkeys(site.region for site in firm.sites if site.region))
    codes = code_tokens(code for _, code in offers)
    clauses = [
        Clause("text", terms, 0.3),
        Clause("nace", nace, 1.0),
        Clause("region", regions, 0.2),
    ]
    clauses += [Clause(name, found, 0.5) for name, found in codes.items()]
    return _needs(clauses, "supplier")


def programme_query(programme: Programme) -> CandidateQuery:
    """Open workforce needs for the occupation, in the words or in the region of a programme."""
    terms = tuple(words(fold(" ".join((programme.title, *programme.skills)))))
    place = programme.place
    clauses = [
        Clause("text", terms, 0.3),
        Clause("occupation", occupation_tokens(programme.occupation), 1.0),
        Clause("region", (place.region,) if place and place.region else (), 0.5),
    ]
    return _needs(clauses, "workforce")


def _needs(clauses: Iterable[Clause], kind: str) -> CandidateQuery:
    kept = tuple(clause for clause in clauses if clause.terms)
    filters = {"kind": (kind,)}
    return CandidateQuery(kept, filters=filters, limit=NEEDS_LOOKED_AT, payload=False)


def entered(
    session: Session,
    state: State,
    engine: SearchEngine,
    query: CandidateQuery,
    candidate: str,
    now: datetime,
) -> set[str]:
    """Needs among whose first the candidate now belongs, by the lists' own norms."""
    if not query.clauses:
        return set()
    hits = engine.candidates(NEEDS.name, query)
    needs = store.read_needs(session, [hit.id for hit in hits])
    bars = store.bars(session, [need.id for need in needs])
    return {
        need.id
        for need in needs
        if need.id not in bars or belongs(need, bars[need.id], candidate, state, now)
    }


def belongs(need: Need, bar: Bar, candidate: str, state: State, now: datetime) -> bool:
    """True if the candidate is eligible and would stand among the first of that list."""
    kind = for_need(need.kind)
    weights = Weights("", bar.weights, (), {})
    view = kind.alone(need, state, candidate, now.date(), Norms(bar.norms))
    if not view.ids or not view.fits[0]:
        return False
    return bar.admits(candidate, float(weights.margins(matrix(kind, view, weights))[0]))
