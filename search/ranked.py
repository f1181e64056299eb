"""Lists by relevance: the best tiers of a query make a pool that Python scores and orders.

The first POOL documents, by tier and then by tie, are ranked among themselves; what lies deeper
follows unranked, tier by tier, so that paging reaches every match once.
"""

from __future__ import annotations

from search.backend import Backend, Found, Question, Row
from search.plan import all_exact
from search.score import Scorer
from search.where import All, Not, TieAfter, Where

POOL = 300
"""Documents that are ranked; a page that begins within them costs scoring them all."""

Tiered = tuple[int, Row]


def page(backend: Backend, question: Question, total: int) -> Found:
    after, limit = question.after, question.query.limit
    tiers = _tiers(question) if total > POOL else [question.selected]
    if after is not None and after.part == "rest":
        return _rest(backend, question, tiers, (int(after.value or 0), after.tie), limit)
    pool = _walk(backend, tiers, (0, -1), POOL)
    scorer = Scorer(question.plan, question.spec.words)
    scored = ((-scorer.score(row.texts), row.tie, row) for _, row in pool)
    order = sorted(scored, key=lambda entry: entry[:2])
    if after is not None:
        order = [entry for entry in order if entry[:2] > (-(after.value or 0.0), after.tie)]
    shown = [(-score, row) for score, _, row in order[:limit]]
    if len(order) > limit:
        return shown, question.position("pool", shown[-1][0], shown[-1][1].tie)
    if total <= len(pool):
        return shown, None
    tier, last = pool[-1]
    more, end = _rest(backend, question, tiers, (tier, last.tie), limit - len(shown))
    return [*shown, *more], end


def _rest(
    backend: Backend, question: Question, tiers: list[Where], start: tuple[int, int], limit: int
) -> Found:
    """Unranked rows after a (tier, tie), with score 0."""
    found = _walk(backend, tiers, start, limit + 1)
    shown = [(0.0, row) for _, row in found[:limit]]
    if len(found) <= limit:
        return shown, None
    tier, tie = (found[limit - 1][0], found[limit - 1][1].tie) if limit else start
    return shown, question.position("rest", tier, tie)


def _walk(backend: Backend, tiers: list[Where], start: tuple[int, int], limit: int) -> list[Tiered]:
    """Rows in order of (tier, tie) after a start, at most `limit`."""
    found: list[Tiered] = []
    first, tie = start
    for tier in range(first, len(tiers)):
        where = All((tiers[tier], TieAfter(tie))) if tie >= 0 else tiers[tier]
        rows = backend.fetch(where, None, limit - len(found))
        found += [(tier, row) for row in rows]
        if len(found) == limit:
            break
        tie = -1
    return found


def _tiers(question: Question) -> list[Where]:
    """Every word to the letter in a field of the highest boost; in any field; the rest."""
    boosts = question.spec.words
    best = tuple(sorted(field for field in boosts if boosts[field] == max(boosts.values())))
    first = all_exact(question.plan, best)
    second = all_exact(question.plan, tuple(sorted(boosts)))
    selected = question.selected
    return [
        All((selected, first)),
        All((selected, second, Not(first))),
        All((selected, Not(second))),
    ]
