"""Lines of evidence around a need, lined up with its candidates."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from matching import cpv
from matching.buyers import similar
from matching.columns import Ints
from matching.features import Floats, Norms
from matching.lines import Lines, title_key
from matching.snapshots import Need
from matching.state import State
from matching.text import buckets, fold, gram_ids, words


class Question:
    """A need's words, codes and places as numbers of the state; `day` an ordinal."""

    def __init__(self, state: State, need: Need, day: float) -> None:
        place = need.place
        folded = fold(need.text)
        self.terms = words(folded)
        self.words = np.array(buckets(self.terms), dtype=np.int32)
        self.grams = gram_ids([folded])[0]
        self.title = title_key(folded)
        self.buyer = state.directory.numbers.get(need.organization)
        self.municipality = state.directory.places.get(place.municipality if place else "")
        self.region = state.directory.places.get(place.region if place else "")
        self.category = state.categories.get(need.category)
        self.currency = state.currencies.get(need.currency)
        self.levels = [cpv.levels(code) for code in need.cpv]
        self.log_value = math.log1p(need.value) if need.value else math.nan
        self.day = day
        self.span = max(day - state.history.first_day, 1.0)
        self.buyer_name = self._named(state, need.buyer_name)

    def _named(self, state: State, name: str) -> Ints:
        """4-grams of the buyer's name, by default the name that it is known under."""
        if name or self.buyer < 0:
            return gram_ids([fold(name)])[0]
        return state.directory.names.gather(np.array([self.buyer]))[0]

    def codes(self, level: int) -> set[int]:
        """The need's codes at one of the levels, by its place in `cpv.LEVELS`."""
        return {found[level] for found in self.levels} - {cpv.NONE}


class Pool:
    """Some lines beside a need: one value a row, `at` says which candidate a row belongs to."""

    def __init__(
        self,
        name: str,
        state: State,
        question: Question,
        lines: Lines,
        rows: Ints,
        candidates: Ints,
        norms: Norms,
    ) -> None:
        self.name, self.norms = name, norms
        self.state, self.question, self.lines, self.rows = state, question, lines, rows
        self.size = len(candidates)
        self.at = np.searchsorted(candidates, lines.get("owner", rows))

    def sum(self, values: Floats) -> Floats:
        """Sum of a row value for each candidate; 0 for a candidate without rows."""
        return np.bincount(self.at, weights=values, minlength=self.size).astype(float)

    def most(self, values: Floats) -> Floats:
        """Maximum of a row value of at least 0 for each candidate; 0 without rows."""
        result = np.zeros(self.size)
        if len(values):
            np.maximum.at(result, self.at, values)
        return result

    @cached_property
    def c(self) -> Floats:
        """Cosine of the text's 4-grams with the need's, 0 to 1."""
        return self.state.grams.cosine(self.question.grams, self.lines.grams, self.rows)

    @cached_property
    def _bm25(self) -> tuple[Floats, float]:
        return self.state.words.bm25(self.question.words, self.lines.words, self.rows)

    @cached_property
    def bma(self) -> Floats:
        """BM25 as a share of the most that the need's words could give, 0 to 1."""
        found, bound = self._bm25
        return found / max(bound, 1e-9)

    @cached_property
    def bmr(self) -> Floats:
        """BM25 as a share of the best in the pool, 0 to 1."""
        return self.norms.relative(f"bmr_{self.name}", self._bm25[0])

    def _code(self, level: int) -> Floats:
        column = self.lines.codes[level].values[self.rows]
        hits = np.zeros(len(column), dtype=bool)
        for code in self.question.codes(level):
            hits |= column == code
        return hits.astype(float)

    @cached_property
    def codes(self) -> dict[int, Floats]:
        """By number of digits: 1 where the line's code equals one of the need's so far."""
        return {n: self._code(i) for i, n in enumerate(cpv.LEVELS)}

    def _same(self, name: str) -> Floats:
        wanted = getattr(self.question, name)
        if wanted == -1:
            return np.zeros(len(self.rows))
        return (self.lines.get(name, self.rows) == wanted).astype(float)

    @cached_property
    def municipality(self) -> Floats:
        """1 where the award was for the need's municipality."""
        return self._same("municipality")

    @cached_property
    def region(self) -> Floats:
        """1 where the award was for the need's region."""
        return self._same("region")

    @cached_property
    def exact(self) -> Floats:
        """1 where the text is the same."""
        return (self.lines.title.values[self.rows] == self.question.title).astype(float)

    @cached_property
    def age(self) -> Floats:
        """Age as a share of the length of the history, 0 (today) to 1 (its first day)."""
        days = self.question.day - self.lines.floats["day"].values[self.rows]
        return np.clip(days / self.question.span, 0, 1).astype(float)

    @cached_property
    def value(self) -> Floats:
        """exp(-|difference of ln(1 + value)|), 1 for equal values; 0 where one is not known."""
        known = self.lines.floats["log_value"].values[self.rows]
        near = np.nan_to_num(np.exp(-np.abs(known - self.question.log_value)))
        return near * self._same("currency") if self.question.currency != -1 else near * 0

    @cached_property
    def _buyers(self) -> tuple[Ints, Ints]:
        numbers, inverse = np.unique(self.lines.get("buyer", self.rows), return_inverse=True)
        return numbers, inverse.astype(np.int32)

    @cached_property
    def bs(self) -> Floats:
        """Similarity of the award's buyer to the need's by shared suppliers, 0 to 1."""
        known = similar(self.state, self.question.buyer)
        numbers, inverse = self._buyers
        return np.array([known.get(b, 0.0) for b in numbers.tolist()])[inverse]

    @cached_property
    def bn(self) -> Floats:
        """Similarity of the award's buyer to the need's by their names' 4-grams, 0 to 1."""
        numbers, inverse = self._buyers
        directory = self.state.directory
        found = directory.name_grams.cosine(self.question.buyer_name, directory.names, numbers)
        return found[inverse]

    @cached_property
    def pre(self) -> Floats:
        """Likeness of the award to the need from all of the above; about 0 to 8."""
        codes = self.codes
        return (
            1.5 * self.bmr + 3 * self.c
            + 0.5 * codes[8] + 0.4 * codes[5] + 0.3 * codes[4] + 0.3 * codes[3] + 0.4 * codes[2]
            + 0.3 * self.municipality + 0.15 * self.region + 0.1 * self._same("category")
            - 0.2 * self.age + 0.5 * self.bs + 0.2 * self.bn
        )  # fmt: skip
