"""The arithmetic of a need: scores agreed on and prices of its applications, worked out by lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.applications.offers import lots_of
from marketplace.applications.queries import of_need
from marketplace.evaluation import queries, rules
from marketplace.evaluation.agreeing import means_of
from marketplace.evaluation.rules import Bid, Criterion, Line
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class LotResult:
    """One lot: what is asked for (None: left open), and the bids in order of rank."""

    lot: int
    title: str
    unit: str | None
    asked: Decimal | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Results:
    """All lots of a need. `scored` is whether every bid has a score on every criterion."""

    criteria: list[Criterion]
    formula: str
    lots: list[LotResult]
    applications: Mapping[str, Application]
    names: Mapping[str, str]
    scored: bool


def results(session: Session, need: Need) -> Results:
    """The arithmetic as it stands; the caller minds whether it may be seen."""
    content = need_rules.complete(need.content)
    criteria, formula = rules.criteria_of(content), content["price_formula"]
    applications = of_need(session, need.id)
    scores = agreed_scores(session, need, applications)
    lots = [
        LotResult(
            place,
            lot["title"],
            lot.get("unit"),
            None if lot["quantity"] is None else Decimal(str(lot["quantity"])),
            rules.ranked(criteria, formula, _bids(applications, place, scores)),
        )
        for place, lot in enumerate(lots_of(need.content))
    ]
    scored = bool(criteria) and all(
        score is not None for lot in lots for one in lot.lines for score in one.scores
    )
    found = {one.id: one for one in applications}
    return Results(criteria, formula, lots, found, names_of(session, applications), scored)


def agreed_scores(
    session: Session, need: Need, applications: Sequence[Application]
) -> dict[tuple[str, int, int], Decimal]:
    """By application, lot and criterion: the mean, or what was agreed on instead."""
    found = means_of(queries.scores_of(session, queries.evaluators(session, need.id)))
    for one in queries.agreed(session, applications):
        found[one.application_id, one.lot, one.criterion] = Decimal(one.value)
    return found


def _bids(
    applications: Sequence[Application],
    place: int,
    scores: Mapping[tuple[str, int, int], Decimal],
) -> list[Bid]:
    return [
        Bid(
            one.id,
            Decimal(row["price"]) if row["price"] is not None else None,
            {
                criterion: value
                for (application, lot, criterion), value in scores.items()
                if (application, lot) == (one.id, place)
            },
        )
        for one in applications
        for row in one.content["lots"]
        if row["lot"] == place
    ]


def names_of(session: Session, applications: Sequence[Application]) -> dict[str, str]:
    """Firms' names by application."""
    ids = {one.organization_id for one in applications}
    found = session.execute(
        select(Organization.id, Organization.name).where(Organization.id.in_(ids))
    )
    names = {row.id: row.name for row in found}
    return {one.id: names[one.organization_id] for one in applications}


def kept(found: Results) -> list[dict[str, Any]]:
    """The arithmetic as a decision keeps it, decimals as text."""
    return [
        {
            "lot": lot.lot,
            "title": lot.title,
            "scored": found.scored,
            "lines": [
                {
                    "application": line.application,
                    "price": _text(line.price),
                    "scores": [_text(one) for one in line.scores],
                    "points": [_text(one) for one in line.points],
                    "total": str(line.total),
                    "rank": line.rank,
                }
                for line in lot.lines
            ],
        }
        for lot in found.lots
    ]


def lines_of(lot: Mapping[str, Any]) -> list[Line]:
    """The lines of a lot that a decision kept."""
    return [
        Line(
            one["application"],
            _decimal(one["price"]),
            tuple(_decimal(score) for score in one["scores"]),
            tuple(_decimal(gives) for gives in one["points"]),
            Decimal(one["total"]),
            one["rank"],
        )
        for one in lot["lines"]
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
