"""Lines of evidence in memory: past awards, offered capabilities, training programmes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching import cpv
from matching.columns import Column, Ints, SparseRows
from matching.text import fold, gram_ids, word_ids
from matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence as numbers: organisations and places by their number in the tables.

    `day` counts days (proleptic Gregorian ordinal), `log_value` is ln(1 + value in `currency`);
    NaN, or -1 for the numbered ones, where not known.
    """

    owner: int
    text: str
    cpv: str = ""
    buyer: int = -1
    municipality: int = -1
    region: int = -1
    category: int = -1
    currency: int = -1
    day: float = np.nan
    log_value: float = np.nan


INTS = ("owner", "buyer", "municipality", "region", "category", "currency")
FLOATS = ("day", "log_value")


class Lines:
    """Append-only rows; a line that is taken back stays, with owner -1, until the next load."""

    def __init__(self, words: Vocabulary, grams: Vocabulary) -> None:
        self._vocabularies = (words, grams)
        self.words, self.grams = SparseRows(), SparseRows()
        self.ints = {name: Column(np.int32) for name in INTS}
        self.floats = {name: Column(np.float32, np.nan) for name in FLOATS}
        self.codes = [Column(np.int32) for _ in cpv.LEVELS]
        self.title = Column(np.int64)
        self.texts: list[str] = []

    def __len__(self) -> int:
        return self.title.size

    def extend(self, lines: Sequence[Line], folded: Sequence[str] | None = None) -> range:
        """Append lines; returns their row numbers. `folded`: their texts, if that was done."""
        first = len(self)
        folded = [fold(line.text) for line in lines] if folded is None else folded
        self._index(folded)
        self.texts.extend(line.text for line in lines)
        for name, column in (*self.ints.items(), *self.floats.items()):
            column.extend([getattr(line, name) for line in lines])
        codes = np.array([cpv.levels(line.cpv) for line in lines], dtype=np.int32).reshape(-1, 5)
        for level, codes_column in enumerate(self.codes):
            codes_column.extend(codes[:, level])
        self.title.extend([title_key(t) for t in folded])
        return range(first, len(self))

    def _index(self, folded: Sequence[str]) -> None:
        found = [word_ids(t) for t in folded]
        flat = np.array([w for ids in found for w in ids], dtype=np.int32)
        lengths = np.array([len(ids) for ids in found], dtype=np.int32)
        for rows, vocabulary, (buckets, counts) in zip(
            (self.words, self.grams),
            self._vocabularies,
            ((flat, lengths), gram_ids(folded)),
            strict=True,
        ):
            rows.extend(buckets, counts)
            vocabulary.add(buckets, len(folded))

    def retract(self, row: int) -> None:
        """Take a line back: it counts for nobody any more."""
        self.ints["owner"].values[row] = -1
        chosen = np.array([row], dtype=np.int32)
        for rows, vocabulary in zip((self.words, self.grams), self._vocabularies, strict=True):
            vocabulary.add(rows.gather(chosen)[0], 1, sign=-1)

    def get(self, name: str, rows: Ints) -> Ints:
        """An integer column at these rows."""
        chosen: Ints = self.ints[name].values[rows]
        return chosen


def title_key(folded: str) -> int:
    """A 63-bit number that equal texts share: BLAKE2, the same in every process."""
    digest = hashlib.blake2b(folded.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
