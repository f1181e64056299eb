"""Product and service codes by levels: the Common Procurement Vocabulary, 2 to 8 digits."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

LEVELS = (2, 3, 4, 5, 8)
"""Division, group, class, category, and the whole code (Regulation (EC) No 213/2008)."""

NONE = -1

Levels = tuple[int, int, int, int, int]


@lru_cache(maxsize=50_000)
def levels(code: str) -> Levels:
    """The code's number at each of LEVELS, NONE where it does not reach that level.

    A level of 3 to 5 digits counts only with a digit other than 0 beyond the second within it
    (33000000 has no 3-digit level); the whole code counts where it is longer than two digits.
    A check digit ("33600000-6") is dropped; anything but digits gives no level at all.
    """
    digits = code.split("-", 1)[0].strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) < 2:
        return (NONE,) * 5
    whole = digits[:8].ljust(8, "0")
    middle = tuple(int(whole[:n]) if int(whole[2:n]) else NONE for n in (3, 4, 5))
    full = int(whole) if len(digits) > 2 else NONE
    return (int(whole[:2]), middle[0], middle[1], middle[2], full)


def tokens(codes: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Index tokens of codes per level: {2: ("33",), 3: ("336",), ...}, each once."""
    found = [levels(c) for c in codes]
    return {
        n: tuple(dict.fromkeys(str(f[i]).zfill(n) for f in found if f[i] != NONE))
        for i, n in enumerate(LEVELS)
    }
