"""From a number to what it is made of: firms, and for each its entries by period and deal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from marketplace.outcomes import identity, support
from marketplace.outcomes.catalogue import ALL, PARTS
from marketplace.outcomes.fold import buckets
from marketplace.outcomes.models import Entry, FirmFigure
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.outcomes.periods import levels
from marketplace.outcomes.projection import counting, item_of
from marketplace.outcomes.totals import cell


@dataclass(frozen=True, slots=True)
class Behind:
    """A firm behind a number: its own figure, and the entries that it is made of."""

    organization: str
    value: Decimal
    waiting: Decimal
    entries: list[tuple[Entry, str]]

    @property
    def keys(self) -> list[tuple[str, str, str | None]]:
        """(organisation, period, deal) of each entry, once."""
        found = [(one.organization_id, one.period, one.deal_id) for one, _ in self.entries]
        return list(dict.fromkeys(found))


def opens_to(
    session: Session,
    indicator: str,
    period: str = WHOLE,
    dimension: str = "",
    bucket: str = "",
    *,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Behind], int]:
    """The firms behind a number of an indicator that has entries, and how many there are."""
    figures = cell(session, indicator, period, dimension, bucket)
    page = figures[offset : offset + limit]
    return [_behind(session, one) for one in page], len(figures)


def _behind(session: Session, figure: FirmFigure) -> Behind:
    firm = figure.organization_id
    interventions = support.Interventions(session, firm)
    kind = PARTS.get(figure.indicator) or ALL[figure.indicator]
    place = (figure.dimension, figure.bucket)
    found = []
    rows = session.execute(counting(identity.aliases(session, firm), figure.indicator))
    for entry, status in rows:
        if figure.period in levels(entry.period):
            item = item_of(entry, status, interventions)
            if place in set(buckets(item, kind.dimensions)):
                found.append((entry, status))
    found.sort(key=lambda one: (one[0].measured_on, one[0].id))
    return Behind(firm, figure.value, figure.waiting, found)
