"""What was decided on a need and holds, read once for all its applications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from marketplace.applications.queries import of_need
from marketplace.evaluation import queries
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.results import names_of
from marketplace.needs.models import Need

LEFT = ("declined", "cancelled")
"""States of an award whose firm no longer stands for its lots."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions of a need that hold, every award that was ever made, names by application."""

    need: Need
    decisions: Sequence[Decision]
    awards: Sequence[Award]
    names: Mapping[str, str]

    def live(self, application: str | None = None) -> list[Award]:
        """Awards that hold, of one application or of all."""
        return [
            one
            for one in self.awards
            if one.state in queries.LIVE and application in (None, one.application_id)
        ]

    def decided(self) -> set[int]:
        """Lots that were given, to firms or to nobody."""
        none = {int(lot) for one in self.decisions for lot in one.none}
        return none | {row["lot"] for one in self.live() for row in one.lots}

    def won(self, lot: int) -> list[str]:
        """Applications that were given the lot, most of it first."""
        rows = [
            (-row["quantity"], one.application_id)
            for one in self.live()
            for row in one.lots
            if row["lot"] == lot
        ]
        return [application for _quantity, application in sorted(rows)]

    def of_lot(self, lot: int) -> Decision | None:
        """The newest decision on the lot that holds."""
        live = {one.decision_id for one in self.live() for row in one.lots if row["lot"] == lot}
        found = [one for one in self.decisions if str(lot) in one.none or one.id in live]
        return found[-1] if found else None

    def left(self, application: str, lot: int | None = None) -> Award | None:
        """The last award of an application, or of its lot, if that was declined or cancelled."""
        own = [
            one
            for one in self.awards
            if one.application_id == application
            and (lot is None or lot in {row["lot"] for row in one.lots})
        ]
        return own[-1] if own and own[-1].state in LEFT else None

    def decision(self, award: Award) -> Decision:
        """The decision by which an award was made; StopIteration if that was undone."""
        return next(one for one in self.decisions if one.id == award.decision_id)


def standing_of(session: Session, need: Need) -> Standing:
    """What holds now."""
    session.flush()
    applications = of_need(session, need.id)
    return Standing(
        need,
        queries.decisions(session, need.id),
        queries.awards(session, need.id),
        names_of(session, applications),
    )
