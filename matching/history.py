"""Past awards in memory, and what they are counted by."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from matching import cpv
from matching.columns import Column
from matching.lines import Line, Lines
from matching.vocabulary import Vocabulary

Counts = dict[int, dict[int, int]]

FACETS = (*(f"cpv{n}" for n in cpv.LEVELS), "municipality", "region", "buyer")
"""What awards are counted by: facet -> value -> supplier -> number of awards."""


class History:
    """Lines of awards with counts per supplier. Private awards are lines of their buyer only."""

    def __init__(self, words: Vocabulary, grams: Vocabulary) -> None:
        self.lines = Lines(words, grams)
        self.rows: dict[str, int] = {}
        self.private = Column(np.bool_, False)
        self.counts: dict[str, Counts] = {facet: defaultdict(dict) for facet in FACETS}
        self.totals: dict[str, dict[int, int]] = {facet: defaultdict(int) for facet in FACETS}
        self.suppliers_of: Counts = self.counts["buyer"]
        self.buyers_of: Counts = defaultdict(dict)
        self.rows_of_buyer: dict[int, list[int]] = defaultdict(list)
        self.rows_of_supplier: dict[int, list[int]] = defaultdict(list)
        self.total = Column(np.int32, 0)
        self.clients = Column(np.int32, 0)
        self.last_day = Column(np.float32, np.nan)
        self.value_sums: dict[int, list[Column]] = defaultdict(_moments)
        self.count = 0
        self.first_day = math.inf

    def reserve(self, organizations: int) -> None:
        """Make room for this many organisations."""
        self.total.reserve(organizations)
        self.clients.reserve(organizations)
        self.last_day.reserve(organizations)

    def add(self, keys: Sequence[str], lines: Sequence[Line], private: Sequence[bool]) -> None:
        """Take in awards that are not there yet."""
        rows = self.lines.extend(lines)
        self.private.extend(private)
        self.rows.update(zip(keys, rows, strict=True))
        for row, line, hidden in zip(rows, lines, private, strict=True):
            self.rows_of_buyer[line.buyer].append(row)
            if not hidden:
                self.rows_of_supplier[line.owner].append(row)
                self._count(line)

    def _count(self, line: Line) -> None:
        owner = line.owner
        self.count += 1
        self.total.values[owner] += 1
        if not line.day <= self.last_day.values[owner]:
            self.last_day.values[owner] = line.day
        self.first_day = min(self.first_day, line.day)
        for facet, value in _facets(line):
            if value != -1:
                suppliers = self.counts[facet][value]
                suppliers[owner] = suppliers.get(owner, 0) + 1
                self.totals[facet][value] += 1
        buyers = self.buyers_of[owner]
        buyers[line.buyer] = buyers.get(line.buyer, 0) + 1
        self.clients.values[owner] = len(buyers)
        if not math.isnan(line.log_value):
            self._value(line)

    def _value(self, line: Line) -> None:
        for power, column in enumerate(self.value_sums[line.currency]):
            column.reserve(line.owner + 1)
            column.values[line.owner] += line.log_value**power

    def value_moments(self, currency: int) -> tuple[list[Column], float]:
        """Per supplier number, sum and sum of squares of ln(1 + value), and the variance of all."""
        sums = self.value_sums.get(currency) or _moments()
        for column in sums:
            column.reserve(self.total.size)
        n, total, squares = (float(column.values.sum()) for column in sums)
        return sums, max(squares / n - (total / n) ** 2, 0.01) if n else 1.0


def _moments() -> list[Column]:
    return [Column(np.float64, 0) for _ in range(3)]


def _facets(line: Line) -> Iterator[tuple[str, int]]:
    yield from zip(FACETS, cpv.levels(line.cpv), strict=False)
    yield "municipality", line.municipality
    yield "region", line.region
    yield "buyer", line.buyer
