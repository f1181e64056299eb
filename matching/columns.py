"""Growing numpy columns: what the tables in memory are made of."""

from __future__ import annotations

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

    def gather(self, rows: Ints) -> tuple[Ints, Ints]:
        """The buckets of these rows one after the other, and each row's length."""
        lengths = self._length.values[rows]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        index = np.repeat(self._start.values[rows] - (ends - lengths), lengths)
        index += np.arange(total)
        return self._flat.values[index], lengths


def segment_sums(values: NDArray[np.float32], lengths: Ints) -> NDArray[np.float64]:
    """Sum of each run of `lengths` values; 0 for an empty run."""
    found = np.zeros(len(lengths))
    filled = np.nonzero(lengths)[0]
    if len(filled):
        starts = (np.cumsum(lengths) - lengths)[filled]
        found[filled] = np.add.reduceat(values, starts, dtype=np.float64)
    return found
