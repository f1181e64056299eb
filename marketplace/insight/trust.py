"""How far the figures can be trusted, each answer with the page that shows what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from marketplace.i18n import N_
from marketplace.insight.doubles import open_pairs
from marketplace.outcomes import contributions, lateness, setting, totals
from marketplace.outcomes.models import Assistance, Baseline, Claim, Figure
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.outcomes.rules import WAITING

PEOPLE = "BEP-02h"


@dataclass(frozen=True, slots=True)
class Answer:
    """`part` of `whole`, or a bare count where there is no whole; `share` shows it in per cent.
    `warns` marks what somebody should look at."""

    code: str
    label: str
    part: int
    whole: int | None
    href: str
    share: bool = False
    warns: bool = False

    @property
    def ratio(self) -> Decimal | None:
        """The part by the whole."""
        return Decimal(self.part) / self.whole if self.whole else None


def answers(session: Session) -> list[Answer]:
    """Every answer, in the order of the panel."""
    calendar, today = setting.calendar(session), setting.today(session)
    quarter = calendar.recent(today, 2)[1].code
    verified = totals.total(session, "P-04")
    on_time, due = lateness.on_time(session, quarter)
    gates, pairs = _gates(session), open_pairs(session)
    unknown, people = _unknown_sex(session)
    behind = f"/results/{PEOPLE}/behind?dimension=sex&bucket=unknown"
    return [
        Answer(
            "verified",
            N_("Verified share of values"),
            int(verified.numerator or 0),
            int(verified.denominator or 0),
            "/results/P-04",
            share=True,
        ),
        Answer("on_time", N_("Reports on time"), on_time, due, f"/periods/{quarter}"),
        Answer(
            "no_baseline",
            N_("Firms without a baseline, left out"),
            _without_baseline(session),
            None,
            "/results/BEP-01",
        ),
        Answer("duplicates", N_("Duplicates to decide, in pairs"), pairs, None, "/duplicates"),
        Answer(
            "overlaps",
            N_("Firms served by two or more, counted once"),
            contributions.served_by_several(session),
            None,
            "/results/BEP-02",
        ),
        Answer(
            "gates", N_("Plausibility warnings open"), gates, None, "/verification", warns=gates > 0
        ),
        Answer("sex", N_("People of unknown sex"), unknown, people, behind, share=True),
    ]


def _without_baseline(session: Session) -> int:
    held = select(Baseline.organization_id)
    found = select(func.count(func.distinct(Assistance.organization_id))).where(
        Assistance.organization_id.not_in(held)
    )
    return session.scalar(found) or 0


def _gates(session: Session) -> int:
    found = select(func.count()).where(Claim.state.in_(WAITING), cast(Claim.gates, String) != "[]")
    return session.scalar(found) or 0


def _unknown_sex(session: Session) -> tuple[int, int]:
    unknown = session.get(Figure, (PEOPLE, WHOLE, "sex", "unknown"))
    whole = session.get(Figure, (PEOPLE, WHOLE, "", ""))
    return int(unknown.value) if unknown else 0, int(whole.value) if whole else 0


def late(session: Session) -> list[lateness.Late]:
    """What is late of the last quarter and of the last year whose figures are due."""
    calendar, today = setting.calendar(session), setting.today(session)
    quarter = calendar.recent(today, 2)[1].code
    year = calendar.year(calendar.year_of(today) - 1)
    found = [*lateness.late(session, quarter), *lateness.late(session, year)]
    return sorted(found, key=lambda one: (-one.days, one.organization))
