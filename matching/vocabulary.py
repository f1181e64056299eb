"""How rare each word or gram is, kept up with every line of text; similarity by that."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from matching.columns import Ints, SparseRows, segment_sums
from matching.text import BITS

Floats = NDArray[np.float64]

K1, B = 1.2, 0.75
"""Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), the usual values."""


class Vocabulary:
    """Document frequencies of buckets: they depend on the lines in it, not on their order."""

    def __init__(self) -> None:
        self.lines = 0
        self.length = 0
        self._df = np.zeros(1 << BITS, dtype=np.int32)
        self._pairs = np.zeros((1 << BITS, 2), dtype=np.float32)
        """ln(1 + df) of each bucket, and beside it what it weighs in the query at hand."""
        self._log_df, self._weight = self._pairs.T

    def add(self, flat: Ints, lines: int, sign: int = 1) -> None:
        """Count lines with these buckets in a row; a negative sign takes them out again."""
        np.add.at(self._df, flat, sign)
        self._log_df[flat] = np.log1p(self._df[flat])
        self.lines += sign * lines
        self.length += sign * len(flat)

    @property
    def frequencies(self) -> Ints:
        """In how many lines each bucket is."""
        return self._df

    @property
    def _rarest(self) -> np.float32:
        return np.float32(1 + math.log1p(self.lines))

    def idf(self, buckets: Ints) -> NDArray[np.float32]:
        """1 + ln((1 + N) / (1 + df)), the smooth form; at least 1."""
        return self._rarest - self._log_df[buckets]

    def idf_bm25(self, buckets: Ints) -> NDArray[np.float32]:
        """ln(1 + (N - df + .5) / (df + .5))."""
        df = self._df[buckets].astype(np.float32)
        return np.log1p((self.lines - df + np.float32(0.5)) / (df + np.float32(0.5)))

    def cosine(self, query: Ints, rows: SparseRows, chosen: Ints) -> Floats:
        """Cosine of binary idf vectors between the query and each chosen row, 0 to 1."""
        if not len(chosen):
            return np.zeros(0)
        weights = self.idf(query) ** 2
        norm = float(weights.sum())
        flat, lengths = rows.gather(chosen)
        self._weight[query] = weights
        pairs = self._pairs.take(flat, axis=0, mode="clip")
        self._weight[query] = 0
        shared = segment_sums(pairs[:, 1], lengths)
        own = segment_sums((self._rarest - pairs[:, 0]) ** 2, lengths)
        return np.sqrt(shared * shared / np.maximum(own * norm, 1e-9))

    def bm25(self, query: Ints, rows: SparseRows, chosen: Ints) -> tuple[Floats, float]:
        """BM25 of each chosen row, every word counted once, and its bound 2.2 x sum of idf."""
        if not len(chosen):
            return np.zeros(0), 1.0
        weights = self.idf_bm25(query)
        flat, lengths = rows.gather(chosen)
        self._weight[query] = weights
        matched = segment_sums(self._weight[flat], lengths)
        self._weight[query] = 0
        average = max(self.length / max(self.lines, 1), 1e-9)
        saturation = (K1 + 1) / (1 + K1 * (1 - B + B * lengths / average))
        return matched * saturation, (K1 + 1) * float(weights.sum())
