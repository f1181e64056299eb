"""The projections of the ledger: kept firm by firm, made again from nothing, and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import delete, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from events.locks import lock, share
from marketplace.outcomes import identity, support
from marketplace.outcomes.amounts import ZERO
from marketplace.outcomes.catalogue import ALL, PARTS
from marketplace.outcomes.fold import Cell, Item, Sum, fold
from marketplace.outcomes.models import Entry, Figure, FirmFigure, Standing
from marketplace.outcomes.rules import COUNTED, WAITING

Cells = dict[Cell, Sum]
REBUILD = "outcomes-rebuild"
CELL = ("indicator", "period", "dimension", "bucket")


def project(session: Session, organization_id: str, indicators: Iterable[str] = ()) -> None:
    """Bring the figures of a firm, and by their difference all sums, to what its entries say.

    Without `indicators` all that the firm has values of. The lock keeps two changes of one firm
    apart, another the making of all again; sums are only ever added to.
    """
    firm = identity.canonical(session, organization_id)
    share(session, REBUILD)
    lock(session, f"outcomes-figures-{firm}")
    session.flush()
    wanted = sorted(set(indicators) or indicators_of(session, firm))
    known = Known(session, firm) if wanted else None
    for indicator in wanted:
        before = held(session, firm, indicator)
        after = computed(session, firm, indicator, known)
        _store(session, firm, indicator, before, after)


def forget(session: Session, organization_id: str) -> None:
    """Take away what the projection holds of an organisation that counts as another now."""
    share(session, REBUILD)
    lock(session, f"outcomes-figures-{organization_id}")
    session.flush()
    shown = select(FirmFigure.indicator).where(FirmFigure.organization_id == organization_id)
    for indicator in sorted(set(session.scalars(shown))):
        _store(session, organization_id, indicator, held(session, organization_id, indicator), {})


class Known:
    """What figures of a firm are held against, read once for several indicators."""

    def __init__(self, session: Session, firm: str) -> None:
        self.start = support.baseline(session, firm)
        self.interventions = support.Interventions(session, firm)


def computed(session: Session, firm: str, indicator: str, known: Known | None = None) -> Cells:
    """What the firm's entries come to; nothing where a baseline is needed and there is none."""
    kind = PARTS.get(indicator) or ALL[indicator]
    known = known or Known(session, firm)
    start = known.start
    if kind.needs_baseline and start is None:
        return {}
    rows = session.execute(counting(identity.aliases(session, firm), indicator))
    items = (item_of(entry, status, known.interventions) for entry, status in rows)
    return fold(items, kind.how, kind.dimensions, start.sales if start else ZERO)


def counting(firms: Iterable[str], indicator: str) -> Any:
    """Entries that count or wait, with their status."""
    return (
        select(Entry, Standing.status)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(
            Entry.organization_id.in_(sorted(firms)),
            Entry.indicator == indicator,
            Standing.revised_by.is_(None),
            Standing.status.in_((COUNTED, *WAITING)),
        )
    )


def item_of(entry: Entry, status: str, interventions: support.Interventions) -> Item:
    """The entry as the fold sees it; what it says itself of interventions holds."""
    return Item(
        period=entry.period,
        measured_on=entry.measured_on,
        reported_on=entry.reported_on,
        value=entry.value,
        group=entry.claim_id or entry.source,
        waiting=status != COUNTED,
        cut=interventions.cut(entry.measured_on) | entry.cut,
        source=entry.source,
    )


def held(session: Session, firm: str, indicator: str) -> Cells:
    """What the projection holds of a firm."""
    found = select(FirmFigure).where(
        FirmFigure.organization_id == firm, FirmFigure.indicator == indicator
    )
    return {
        (one.period, one.dimension, one.bucket): Sum(
            one.value, one.waiting, one.entries, one.waiting_entries
        )
        for one in session.scalars(found.execution_options(populate_existing=True))
    }


def _store(session: Session, firm: str, indicator: str, before: Cells, after: Cells) -> None:
    changed = sorted(cell for cell in {*before, *after} if before.get(cell) != after.get(cell))
    if not changed:
        return
    gone = [cell for cell in changed if cell in before]
    if gone:
        cell = tuple_(FirmFigure.period, FirmFigure.dimension, FirmFigure.bucket)
        session.execute(
            delete(FirmFigure).where(
                FirmFigure.organization_id == firm,
                FirmFigure.indicator == indicator,
                cell.in_(gone),
            ),
            execution_options={"synchronize_session": False},
        )
    rows = [
        {"organization_id": firm, "indicator": indicator} | _named(cell) | _figures(after[cell])
        for cell in changed
        if cell in after
    ]
    if rows:
        session.execute(insert(FirmFigure), rows)
    _add(session, indicator, [(cell, before.get(cell), after.get(cell)) for cell in changed])


def _named(cell: Cell) -> dict[str, str]:
    return dict(zip(CELL[1:], cell, strict=True))


def _figures(one: Sum) -> dict[str, Any]:
    return {
        "value": one.value,
        "waiting": one.waiting,
        "entries": one.entries,
        "waiting_entries": one.waiting_entries,
    }


def _add(
    session: Session, indicator: str, changes: Iterable[tuple[Cell, Sum | None, Sum | None]]
) -> None:
    """Add the differences to the sums over firms, in the order of their keys."""
    rows = []
    for cell, old, new in changes:
        before, after = old or Sum(), new or Sum()
        rows.append(
            {"indicator": indicator, "firms": bool(after.entries) - bool(before.entries)}
            | _named(cell)
            | {
                name: getattr(after, name) - getattr(before, name)
                for name in ("value", "waiting", "entries", "waiting_entries")
            }
        )
    on_postgres = session.get_bind().dialect.name == "postgresql"
    statement: Any = (postgresql if on_postgres else sqlite).insert(Figure)
    added = {
        name: getattr(Figure, name) + statement.excluded[name]
        for name in ("value", "waiting", "firms", "entries", "waiting_entries")
    }
    session.execute(statement.on_conflict_do_update(index_elements=CELL, set_=added), rows)


def indicators_of(session: Session, firm: str) -> set[str]:
    """Indicators of which the firm has entries or figures."""
    ids = identity.aliases(session, firm)
    entered = select(Entry.indicator).where(Entry.organization_id.in_(ids)).distinct()
    shown = select(FirmFigure.indicator).where(FirmFigure.organization_id == firm).distinct()
    return {*session.scalars(entered), *session.scalars(shown)}


def firms(session: Session) -> list[str]:
    """Every organisation that has an entry, merges followed."""
    found = session.scalars(select(Entry.organization_id).distinct())
    return sorted({identity.canonical(session, one) for one in found})


def rebuild(session: Session) -> int:
    """Make all figures again from the entries; returns how many firms they are of."""
    lock(session, REBUILD)
    session.execute(delete(FirmFigure))
    session.execute(delete(Figure))
    known = firms(session)
    for firm in known:
        project(session, firm)
    return len(known)


def differences(session: Session) -> Iterator[str]:
    """Where figures are not what a rebuild would make: firm by firm, then the sums."""
    total: dict[tuple[str, Cell], list[Any]] = defaultdict(lambda: [ZERO, ZERO, 0, 0, 0])
    for firm in firms(session):
        for indicator in sorted(indicators_of(session, firm)):
            wanted = computed(session, firm, indicator)
            if wanted != held(session, firm, indicator):
                yield f"figures of {firm} for {indicator} differ from its entries"
            for cell, one in wanted.items():
                _sum_up(total[indicator, cell], one)
    yield from _sums_that_differ(session, total)


def _sum_up(held: list[Any], one: Sum) -> None:
    for place, value in enumerate(
        (one.value, one.waiting, bool(one.entries), one.entries, one.waiting_entries)
    ):
        held[place] += value


def _sums_that_differ(session: Session, total: dict[tuple[str, Cell], list[Any]]) -> Iterator[str]:
    known = {
        (one.indicator, (one.period, one.dimension, one.bucket)): [
            one.value,
            one.waiting,
            one.firms,
            one.entries,
            one.waiting_entries,
        ]
        for one in session.scalars(select(Figure))
    }
    nothing = [ZERO, ZERO, 0, 0, 0]
    for key in sorted({*known, *total}):
        if known.get(key, nothing) != total.get(key, nothing):
            yield f"the sum of {key[0]} in {'/'.join(key[1])} differs from its firms"
    orphans = session.scalar(
        select(func.count()).select_from(Entry).where(~Entry.id.in_(select(Standing.entry_id)))
    )
    if orphans:
        yield f"{orphans} entries stand nowhere"
