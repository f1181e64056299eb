"""What the ranker knows, in memory. Each worker has one.

It is loaded from the tables and moved forward by what was added to them since; what it says
depends only on what is in it, not on the order in which that came.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from matching.directory import Directory
from matching.history import History
from matching.lines import Line
from matching.numbers import Numbers
from matching.programmes import Programmes
from matching.snapshots import Award, Organization, Programme
from matching.vocabulary import Vocabulary


class State:
    """Organisations, past awards and training programmes over one vocabulary."""

    def __init__(self) -> None:
        self.words, self.grams = Vocabulary(), Vocabulary()
        self.directory = Directory(self.words, self.grams)
        self.history = History(self.words, self.grams)
        self.programmes = Programmes()
        self.categories, self.currencies = Numbers(), Numbers()
        self.version = 0

    def add_awards(self, awards: Iterable[Award]) -> None:
        """Take in awards that are not there yet."""
        fresh = {a.id: a for a in awards if a.id not in self.history.rows}
        self.directory.number_all((a.supplier, a.supplier_name) for a in fresh.values())
        lines = [self._line(award) for award in fresh.values()]
        self.history.reserve(len(self.directory.numbers))
        self.history.add(list(fresh), lines, [award.private for award in fresh.values()])
        self.version += 1

    def put_organization(self, organization: Organization) -> int:
        """Take in an organisation as it is now, with its profile; returns its number."""
        return self.put_organizations([organization])[0]

    def put_organizations(self, organizations: Sequence[Organization]) -> list[int]:
        """Take in many organisations at once; returns their numbers."""
        numbers = self.directory.put_all(organizations)
        self.history.reserve(len(self.directory.numbers))
        self.version += 1
        return numbers

    def put_programme(self, programme: Programme) -> None:
        """Take in a training programme as it is now, or take it out if it was withdrawn."""
        self.programmes.put(programme)
        self.version += 1

    def _line(self, award: Award) -> Line:
        directory = self.directory
        return Line(
            owner=directory.number(award.supplier, award.supplier_name),
            buyer=directory.number(award.buyer, award.buyer_name),
            text=award.title,
            cpv=award.cpv,
            municipality=directory.places.of(award.municipality),
            region=directory.places.of(award.region),
            category=self.categories.of(award.category),
            currency=self.currencies.of(award.currency),
            day=award.day,
            log_value=math.log1p(award.value) if award.value else math.nan,
        )
