"""The funnel of needs in any cut: how many came how far, how long it took, why not further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from marketplace.insight.models import Bucket, NeedStory
from marketplace.insight.stages import LOSSES, STAGES, counts, median
from marketplace.matches.models import Judgement
from marketplace.outcomes import setting
from marketplace.outcomes.periods import ALL as WHOLE

DIMENSIONS = ("kind", "year", "region", "sector", "size", "buyer", "supplier", "bso")
"""What a funnel is cut by; each is a column of NeedStory."""
UNKNOWN = "unknown"
MINUTES = 60
LARGE = 20_000
"""Needs from which a cut is walked by day rather than looked up."""
RECENT = 5_000
"""Needs of a cut, those posted last, over which times and conversion are taken."""
Cut = Mapping[str, str]
"""By dimension the bucket asked for; UNKNOWN asks for those of which it is not known."""


@dataclass(frozen=True, slots=True)
class Stage:
    """`count` needs came to it or to a later one, `share` of those posted (0 to 1); `lost` of them
    went no further, `losses` says why. `hours` is the median from the stage before it that is
    known, over `timed` needs."""

    code: str
    count: int
    share: float | None
    lost: int
    losses: Mapping[str, int]
    hours: float | None
    timed: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """All stages; `useful` of `rated` places on lists were rated so by buyers; `conversion` is
    deals by needs in which a firm was contacted (0 to 1), None without any."""

    stages: list[Stage] = field(default_factory=list)
    useful: int = 0
    rated: int = 0
    conversion: float | None = None

    @property
    def posted(self) -> int:
        """Needs in the cut."""
        return self.stages[0].count

    @property
    def worst(self) -> Stage:
        """The stage after which most needs went no further."""
        return max(self.stages, key=lambda one: one.lost)


def within(cut: Cut, *, in_order: bool = False) -> list[ColumnElement[bool]]:
    """The conditions of a cut; what is no dimension is passed over. `in_order` keeps a database
    from looking a large part of all needs up by the cut where it had better walk them by day."""
    found: list[ColumnElement[bool]] = []
    for name in DIMENSIONS:
        if wanted := cut.get(name):
            column = getattr(NeedStory, name)
            if in_order:
                found.append(func.coalesce(column, UNKNOWN) == wanted)
                continue
            found.append(column.is_(None) if wanted == UNKNOWN else column == wanted)
    return found


def funnel(session: Session, cut: Cut) -> Funnel:
    """The funnel of the needs in the cut."""
    where = within(cut)
    rows = session.execute(
        select(NeedStory.reached, NeedStory.loss, func.count())
        .where(*where)
        .group_by(NeedStory.reached, NeedStory.loss)
    ).all()
    by_reached: dict[int, int] = {}
    losses: dict[int, dict[str, int]] = {place: {} for place in range(len(STAGES))}
    for reached, loss, count in rows:
        by_reached[reached] = by_reached.get(reached, 0) + count
        if loss is not None:
            losses[reached][loss] = count
    held = counts(by_reached)
    recent = within(cut, in_order=held[0] > LARGE)
    times, (useful, rated) = medians(session, recent), votes(session, where)
    deals, contacted = conversion(session, recent)
    return Funnel(
        [
            Stage(
                code,
                held[place],
                held[place] / held[0] if held[0] else None,
                sum(losses[place].values()),
                {one: losses[place][one] for one in LOSSES if one in losses[place]},
                *times[code],
            )
            for place, code in enumerate(STAGES)
        ],
        useful,
        rated,
        deals / contacted if contacted else None,
    )


def medians(
    session: Session, where: list[ColumnElement[bool]]
) -> dict[str, tuple[float | None, int]]:
    """By stage the median hours from the one before, and over how many needs, of the RECENT ones
    that were posted last."""
    waits = [getattr(NeedStory, f"wait_{code}") for code in STAGES[1:]]
    found = select(*waits).where(*where).order_by(NeedStory.posted_at.desc()).limit(RECENT)
    held = list(zip(*session.execute(found).all(), strict=True)) or [()] * len(waits)
    times: dict[str, tuple[float | None, int]] = {STAGES[0]: (None, 0)}
    for code, minutes in zip(STAGES[1:], held, strict=True):
        known = [one for one in minutes if one is not None]
        middle = median(known)
        times[code] = (None if middle is None else middle / MINUTES, len(known))
    return times


def votes(session: Session, where: list[ColumnElement[bool]]) -> tuple[int, int]:
    """(useful, rated): what buyers said of places on their lists."""
    rows = session.execute(
        select(Judgement.verdict, func.count())
        .join(NeedStory, NeedStory.need_id == Judgement.need_id)
        .where(Judgement.verdict.in_(("useful", "not_useful")), *where)
        .group_by(Judgement.verdict)
    )
    said: dict[str, int] = dict(rows.all())
    return said.get("useful", 0), sum(said.values())


def conversion(session: Session, where: list[ColumnElement[bool]]) -> tuple[int, int]:
    """(needs with a deal, needs in which a firm was contacted) of the RECENT ones posted last."""
    recent = (
        select(NeedStory.contacted_at, NeedStory.awarded_at)
        .where(*where)
        .order_by(NeedStory.posted_at.desc())
        .limit(RECENT)
        .subquery()
    )
    contacted, deals = session.execute(
        select(func.count(), func.count(recent.c.awarded_at)).where(
            recent.c.contacted_at.is_not(None)
        )
    ).one()
    return deals, contacted


def buckets(session: Session, dimension: str, most: int) -> list[str]:
    """The buckets of a dimension, `most` of them and one more where there are more."""
    found = select(Bucket.bucket).where(Bucket.dimension == dimension).order_by(Bucket.bucket)
    return list(session.scalars(found.limit(most + 1)))


def by(session: Session, dimension: str, cut: Cut) -> list[tuple[str, list[int]]]:
    """By bucket of a dimension, how many came to each stage; the most needs first."""
    column = getattr(NeedStory, dimension)
    rows = session.execute(
        select(column, NeedStory.reached, func.count())
        .where(*within(cut))
        .group_by(column, NeedStory.reached)
    )
    held: dict[str, dict[int, int]] = {}
    for bucket, reached, count in rows:
        held.setdefault(UNKNOWN if bucket is None else bucket, {})[reached] = count
    found = [(bucket, counts(some)) for bucket, some in held.items()]
    return sorted(found, key=lambda one: (-one[1][0], one[0]))


def behind(cut: Cut, stage: str, *, lost: bool = False, loss: str = "") -> Select[NeedStory]:
    """The needs behind a bar, the last posted first: those that came to the stage, or that went no
    further (and why). Adding nought keeps a database to the order in which they are read."""
    place = STAGES.index(stage)
    found = select(NeedStory).where(*within(cut))
    if not lost and not loss:
        return found.where(NeedStory.reached + 0 >= place).order_by(NeedStory.posted_at.desc())
    found = found.where(NeedStory.reached == place, NeedStory.loss.is_not(None))
    if loss:
        found = found.where(NeedStory.loss == loss)
    return found.order_by(NeedStory.posted_at.desc())


def posted_in(session: Session, period: str, kind: str = "") -> list[ColumnElement[bool]]:
    """The conditions of a reporting period and kind of need, for indicators."""
    found = [NeedStory.kind == kind] if kind else []
    if period != WHOLE:
        span = setting.calendar(session).span(period)
        found.append(NeedStory.posted_at >= datetime.combine(span.starts, time.min, UTC))
        found.append(NeedStory.posted_at <= datetime.combine(span.ends, time.max, UTC))
    return found
