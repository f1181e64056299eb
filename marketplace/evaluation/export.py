"""The arithmetic of an evaluation as a table: a row for each lot, firm and criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from marketplace.errors import Conflict
from marketplace.evaluation import shown
from marketplace.evaluation.results import Results, results
from marketplace.exports import Column, table_response
from marketplace.needs.models import Need

Row = dict[str, Any]
NAMES = (
    *("lot", "lot_title", "application", "firm", "price", "criterion", "kind", "weight"),
    *("score", "points", "total", "rank"),
)


def _column(name: str) -> Column:
    return name, lambda row: row[name]


COLUMNS: Sequence[Column] = [_column(name) for name in NAMES]


def table(session: Session, need: Need, format: str) -> Response:
    """CSV or XLSX; raises Conflict while the arithmetic is sealed."""
    if not shown.is_open(session, need):
        raise Conflict("Not all evaluators have sent their scores.", code="scores-missing")
    found = results(session, need)
    return table_response(rows(found), COLUMNS, f"evaluation-{need.ref}", format)


def rows(found: Results) -> Iterator[Row]:
    """Every figure with what it is made of: points of a firm in a lot add up to its total."""
    for lot in found.lots:
        for line in lot.lines:
            for at, criterion in enumerate(found.criteria):
                yield {
                    "lot": lot.lot,
                    "lot_title": lot.title,
                    "application": line.application,
                    "firm": found.names[line.application],
                    "price": line.price,
                    "criterion": criterion.name,
                    "kind": criterion.kind,
                    "weight": criterion.weight,
                    "score": line.scores[at],
                    "points": line.points[at],
                    "total": line.total,
                    "rank": line.rank,
                }
