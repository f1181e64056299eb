"""The awards around a need, lined up with its candidates; what features are sums and maxima of."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching import cpv
from matching.buyers import similar
from matching.columns import Ints
from matching.inquiry import Inquiry
from matching.lines import title_key
from matching.state import State
from matching.text import fold, gram_ids, word_ids

Floats = NDArray[np.float64]


class Question:
    """A need's words, codes and places as numbers of the state."""

    def __init__(self, state: State, inquiry: Inquiry) -> None:
        folded = fold(inquiry.text)
        self.words = np.array(word_ids(folded), dtype=np.int32)
        self.grams = gram_ids([folded])[0]
        self.title = title_key(folded)
        self.buyer = state.organizations.get(inquiry.buyer)
        self.municipality = state.places.get(inquiry.municipality)
        self.region = state.places.get(inquiry.region)
        self.category = state.categories.get(inquiry.category)
        self.levels = [cpv.levels(code) for code in inquiry.cpv]
        self.log_value = math.log1p(inquiry.value) if inquiry.value else math.nan
        self.day = inquiry.day
        self.span = max(inquiry.day - state.first_day, 1.0)
        self.buyer_name = gram_ids([fold(inquiry.buyer_name)])[0]


class Pool:
    """Some awards beside a need: one value a row, `at` says which candidate a row belongs to."""

    def __init__(self, state: State, question: Question, rows: Ints, candidates: Ints) -> None:
        self.state, self.question, self.rows = state, question, rows
        self.size = len(candidates)
        self.at = np.searchsorted(candidates, state.awards.get("owner", rows))

    def sum(self, values: Floats) -> Floats:
        """Sum of a row value for each candidate; 0 for a candidate without rows."""
        return np.bincount(self.at, weights=values, minlength=self.size)

    def most(self, values: Floats) -> Floats:
        """Maximum of a row value of at least 0 for each candidate; 0 without rows."""
        result = np.zeros(self.size)
        np.maximum.at(result, self.at, values)
        return result

    @cached_property
    def c(self) -> Floats:
        """Cosine of the title's 4-grams with the need's, 0 to 1."""
        return self.state.grams.cosine(self.question.grams, self.state.awards.grams, self.rows)

    @cached_property
    def _bm25(self) -> tuple[Floats, float]:
        return self.state.words.bm25(self.question.words, self.state.awards.words, self.rows)

    @cached_property
    def bma(self) -> Floats:
        """BM25 as a share of the most that the need's words could give, 0 to 1."""
        return self._bm25[0] / max(self._bm25[1], 1e-9)

    @cached_property
    def bmr(self) -> Floats:
        """BM25 as a share of the best in the pool, 0 to 1."""
        return relative(self._bm25[0])

    def _codes(self, level: int) -> Floats:
        column = self.state.awards.codes[level].values[self.rows]
        wanted = {codes[level] for codes in self.question.levels} - {cpv.NONE}
        hits = np.zeros(len(column), dtype=bool)
        for code in wanted:
            hits |= column == code
        return hits.astype(float)

    @cached_property
    def codes(self) -> dict[int, Floats]:
        """By number of digits: 1 where the award's code equals one of the need's so far."""
        return {n: self._codes(i) for i, n in enumerate(cpv.LEVELS)}

    def _same(self, name: str, number: int) -> Floats:
        equal = self.state.awards.get(name, self.rows) == number
        return equal.astype(float) if number != -1 else np.zeros(len(self.rows))

    @cached_property
    def municipality(self) -> Floats:
        """1 where the award was for the need's municipality."""
        return self._same("municipality", self.question.municipality)

    @cached_property
    def region(self) -> Floats:
        """1 where the award was for the need's region."""
        return self._same("region", self.question.region)

    @cached_property
    def category(self) -> Floats:
        """1 where goods, services or works are the same."""
        return self._same("category", self.question.category)

    @cached_property
    def exact(self) -> Floats:
        """1 where the title is the same."""
        return (self.state.awards.title.values[self.rows] == self.question.title).astype(float)

    @cached_property
    def age(self) -> Floats:
        """Age as a share of the length of the history, 0 (today) to 1 (its first day)."""
        days = self.question.day - self.state.awards.floats["day"].values[self.rows]
        return np.clip(days / self.question.span, 0, 1).astype(float)

    @cached_property
    def value(self) -> Floats:
        """exp(-|difference of ln(1 + value)|), 1 for equal values; 0 where one is not known."""
        known = self.state.awards.floats["log_value"].values[self.rows]
        return np.nan_to_num(np.exp(-np.abs(known - self.question.log_value)))

    @cached_property
    def _buyers(self) -> tuple[Ints, Ints]:
        return np.unique(self.state.awards.get("buyer", self.rows), return_inverse=True)

    @cached_property
    def bs(self) -> Floats:
        """Similarity of the award's buyer to the need's by shared suppliers, 0 to 1."""
        known = similar(self.state, self.question.buyer)
        numbers, inverse = self._buyers
        return np.array([known.get(int(b), 0.0) for b in numbers])[inverse]

    @cached_property
    def bn(self) -> Floats:
        """Similarity of the award's buyer to the need's by their names' 4-grams, 0 to 1."""
        numbers, inverse = self._buyers
        names = self.state.names
        return self.state.name_grams.cosine(self.question.buyer_name, names, numbers)[inverse]

    @cached_property
    def pre(self) -> Floats:
        """Likeness of the award to the need from all of the above; about 0 to 8."""
        codes = self.codes
        return (
            1.5 * self.bmr + 3 * self.c
            + 0.5 * codes[8] + 0.4 * codes[5] + 0.3 * codes[4] + 0.3 * codes[3] + 0.4 * codes[2]
            + 0.3 * self.municipality + 0.15 * self.region + 0.1 * self.category
            - 0.2 * self.age + 0.5 * self.bs + 0.2 * self.bn
        )  # fmt: skip


def relative(values: Floats) -> Floats:
    """Values as shares of their maximum; zeros if that is not above 0."""
    top = float(values.max()) if len(values) else 0.0
    return values / top if top > 0 else np.zeros(len(values))


def standing(values: Floats) -> Floats:
    """1 - ln(rank) / ln(1 + number of candidates): 1 for the greatest, 0 for values of 0.

    Equal values share the best of their ranks.
    """
    ordered = np.sort(values)
    rank = 1 + len(values) - np.searchsorted(ordered, values, side="right")
    return np.where(values > 0, 1 - np.log(rank) / np.log(1 + max(len(values), 1)), 0.0)
