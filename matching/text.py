"""Titles as numbers: folded text, hashed words and hashed character 4-grams."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int32]

NON_WORD = re.compile(r"[^\w]+")
BITS = 20
"""Words and grams are hashed into 2**20 buckets: a million rare grams share a bucket at worst."""

SPREAD = 0x9E3779B97F4A7C15
"""2**64 divided by the golden ratio (Knuth, TAOCP 6.4): multiplicative hashing."""


def normalise(title: str) -> str:
    """NFKD without combining marks, lower case, every run of non-word characters one space.

    This is what makes two titles one query in the protocol of `evaluate suppliers`.
    """
    if not title.isascii():
        title = unicodedata.normalize("NFKD", title)
        title = "".join(c for c in title if not unicodedata.combining(c))
    return NON_WORD.sub(" ", title.lower()).strip()


def fold(text: str) -> str:
    """Words in plain Latin letters, so that scripts and diacritics find each other."""
    from search.fold import fold as folded

    return folded(text)


def words(folded: str) -> list[str]:
    """The distinct words of two and more characters, in their order."""
    return list(dict.fromkeys(w for w in folded.split() if len(w) > 1))


def buckets(found: Sequence[str]) -> list[int]:
    """Buckets of words."""
    mask = (1 << BITS) - 1
    return [zlib.crc32(word.encode()) & mask for word in found]


def word_ids(folded: str) -> list[int]:
    """Buckets of the distinct words."""
    return buckets(words(folded))


def gram_ids(texts: Sequence[str]) -> tuple[Ids, Ids]:
    """Buckets of the distinct character 4-grams inside the words of each text.

    A word counts with a space before and after it, so that its beginning and end weigh. Returns
    the buckets of all texts in a row, and how many each text has.
    """
    import numpy as np

    joined = "".join(f"   {t}   " for t in texts).encode("ascii", "replace")
    raw = np.frombuffer(joined, dtype=np.uint8)
    owner = np.repeat(
        np.arange(len(texts), dtype=np.int64),
        np.fromiter((len(t) + 6 for t in texts), dtype=np.int64, count=len(texts)),
    )
    inside = (raw[1:-2] != 32) & (raw[2:-1] != 32)
    at = np.nonzero(inside)[0]
    packed = np.zeros(len(at), dtype=np.uint64)
    for offset in range(4):
        packed = (packed << np.uint64(8)) | raw[at + offset]
    bucket = (packed * np.uint64(SPREAD)) >> np.uint64(64 - BITS)
    keys = distinct((owner[at] << BITS) | bucket.astype(np.int64))
    lengths = np.bincount(keys >> BITS, minlength=len(texts)).astype(np.int32)
    return (keys & ((1 << BITS) - 1)).astype(np.int32), lengths


def distinct(values: Any) -> Any:
    """The distinct values of an array in rising order; several times as quick as `np.unique`."""
    import numpy as np

    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
