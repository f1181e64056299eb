"""Indicators of the platform itself, computed from the funnel: P-01, P-02 and P-03."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from marketplace.insight import funnel
from marketplace.outcomes.amounts import exact
from marketplace.outcomes.totals import Total, computes

KIND = "need_type"


@computes("P-01")
def time_to_match(session: Session, period: str, dimension: str, bucket: str) -> Total | None:
    """Median hours from publication to the first ranked match."""
    where = funnel.posted_in(session, period, bucket if dimension == KIND else "")
    hours, count = funnel.medians(session, where)["matched"]
    value = None if hours is None else exact(Decimal(str(hours)))
    return Total("P-01", period, dimension, bucket, value, entries=count)


@computes("P-02")
def usefulness(session: Session, period: str, dimension: str, bucket: str) -> Total | None:
    """Places on lists that were rated useful, by those rated."""
    where = funnel.posted_in(session, period, bucket if dimension == KIND else "")
    return _share("P-02", period, dimension, bucket, *funnel.votes(session, where))


@computes("P-03")
def conversion(session: Session, period: str, dimension: str, bucket: str) -> Total | None:
    """Needs with a deal, by needs in which a firm was contacted."""
    where = funnel.posted_in(session, period, bucket if dimension == KIND else "")
    deals, contacted = funnel.conversion(session, where)
    return _share("P-03", period, dimension, bucket, deals, contacted)


def _share(code: str, period: str, dimension: str, bucket: str, part: int, whole: int) -> Total:
    value = exact(Decimal(100 * part) / whole) if whole else None
    top, bottom = Decimal(part), Decimal(whole)
    return Total(
        code, period, dimension, bucket, value, entries=whole, numerator=top, denominator=bottom
    )
