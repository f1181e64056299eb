"""Growing numpy columns: what the tables in memory are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


class Column:
    """One value a row; capacity doubles, so adding a row costs constant time on average."""

    def __init__(self, dtype: Any, fill: float = -1) -> None:
        self._fill = fill
        self._data = np.full(16, fill, dtype=dtype)
        self.size = 0

    def reserve(self, size: int) -> None:
        """Make room for `size` rows; new ones hold the fill value."""
        if size > len(self._data):
            grown = np.full(max(size, 2 * len(self._data)), self._fill, dtype=self._data.dtype)
            grown[: self.size] = self._data[: self.size]
            self._data = grown
        self.size = max(self.size, size)

    def extend(self, values: Any) -> None:
        """Append values."""
        start = self.size
        self.reserve(start + len(values))
        self._data[start : self.size] = values

    @property
    def values(self) -> NDArray[Any]:
        """The rows so far; a view, to be indexed or written to."""
        return self._data[: self.size]


class SparseRows:
    """Rows of bucket numbers, one after the other in one array (CSR without values)."""

    def __init__(self) -> None:
        self._flat = Column(np.int32)
        self._start = Column(np.int64)
        self._length = Column(np.int32)

    def extend(self, flat: Ints, lengths: Ints) -> None:
        """Append rows: their buckets in a row, and how many each has."""
        ends = np.cumsum(lengths, dtype=np.int64)
        self._start.extend(self._flat.size + ends - lengths)
        self._length.extend(lengths)
        self._flat.extend(flat)

    def row(self, at: int) -> Ints:
        """The buckets of one row."""
        start = int(self._start.values[at])
        return self._flat.values[start : start + int(self._length.values[at])]

    def gather(self, rows: Ints) -> tuple[Ints, Ints]:
        """The buckets of these rows one after the other, and each row's length."""
        lengths = self._length.values[rows]
        index = runs(self._start.values[rows], lengths)
        return self._flat.values.take(index, mode="clip"), lengths


def segment_sums(values: NDArray[np.float32], lengths: Ints) -> NDArray[np.float64]:
    """Sum of each run of `lengths` values; 0 for an empty run."""
    found = np.zeros(len(lengths))
    filled = np.nonzero(lengths)[0]
    if len(filled):
        starts = (np.cumsum(lengths) - lengths)[filled]
        found[filled] = np.add.reduceat(values, starts, dtype=np.float64)
    return found


class Spans:
    """Which rows of a table are whose: one run of rows an owner, the newest put."""

    def __init__(self) -> None:
        self._first, self._count = Column(np.int32, 0), Column(np.int32, 0)

    def reserve(self, owners: int) -> None:
        """Make room for so many owners; new ones have no rows."""
        self._first.reserve(owners)
        self._count.reserve(owners)

    def put(self, owners: Sequence[int], first: int, counts: Sequence[int]) -> None:
        """Give rows from `first` on to the owners in turn, so many to each."""
        starts = np.cumsum([first, *counts])[:-1]
        self._first.values[owners], self._count.values[owners] = starts, counts

    def gather(self, owners: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The rows of these owners one after the other, and the place of each row's owner."""
        counts = self._count.values[owners]
        rows = runs(self._first.values[owners], counts)
        return rows, np.repeat(np.arange(len(owners)), counts)


def runs(first: NDArray[Any], counts: Ints) -> NDArray[np.int64]:
    """The numbers of each run from `first` on, one run after the other."""
    ends = np.cumsum(counts, dtype=np.int64)
    found: NDArray[np.int64] = np.repeat(first - (ends - counts), counts)
    found += np.arange(len(found))
    return found


class Parts:
    """Rows of named values that belong to owners: certificates, sites, capabilities."""

    def __init__(self, **columns: Any) -> None:
        self.columns = {name: Column(dtype) for name, dtype in columns.items()}
        self.spans = Spans()

    def __len__(self) -> int:
        return next(iter(self.columns.values())).size

    def put(self, owners: Sequence[int], found: Sequence[Sequence[tuple[float, ...]]]) -> None:
        """Replace the rows of each owner; values in the order of the columns."""
        rows = [row for each in found for row in each]
        self.spans.put(owners, len(self), [len(each) for each in found])
        if rows:
            for column, values in zip(self.columns.values(), zip(*rows, strict=True), strict=True):
                column.extend(values)

    def get(self, name: str, rows: NDArray[Any]) -> NDArray[Any]:
        """A column at these rows."""
        chosen: NDArray[Any] = self.columns[name].values[rows]
        return chosen
