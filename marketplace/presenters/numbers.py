"""Numbers as a language writes them, and numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
NOTHING = DASH
"""Stands for "no value"; zero is a value."""

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_MARKS = {"en": (",", "."), "mk": (".", ","), "sq": (NBSP, ",")}
"""Grouping and decimal mark by language."""

Number = Decimal | float | int | str


def exact(value: Number) -> Decimal:
    """The value as a decimal, a float by its shortest text."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def number(value: Number | None, language: str, places: int | None = None) -> str:
    """Grouped by thousands, a real minus; `places` decimals, or those that the value has."""
    if value is None:
        return NOTHING
    amount = exact(value)
    if places is not None:
        amount = round(amount, places)
    group, mark = _MARKS.get(language, _MARKS["en"])
    whole, _, rest = f"{abs(amount):,f}".partition(".")
    if places is None:
        rest = rest.rstrip("0")
    text = whole.replace(",", group) + (mark + rest if rest else "")
    return MINUS + text if amount < 0 else text


def percent(value: Number | None, language: str, places: int | None = None) -> str:
    """A share of 1 in per cent: 0.055 is 5.5%."""
    if value is None:
        return NOTHING
    text = number(exact(value) * 100, language, places)
    return f"{text}{NBSP}%" if language == "mk" else f"{text}%"


def score(value: float | None) -> str:
    """A fit from 0 to 1 as a whole number of 100."""
    return NOTHING if value is None else str(round(value * 100))


def weight(value: float) -> str:
    """A reason's share of the score, signed: 0.24 is +24."""
    points = round(value * 100)
    return f"{MINUS}{-points}" if points < 0 else f"+{points}"


def span(low: str, high: str) -> str:
    """Two written values as a range, one if they are the same."""
    return low if low == high else f"{low}{DASH}{high}"


def typed(text: str, language: str) -> str:
    """What a person typed as a plain decimal; unchanged where it is no number.

    Spaces group in every language. A grouping mark that is not followed by three digits is taken
    for a decimal mark: nobody who types "1.5" means fifteen.
    """
    group, mark = _MARKS.get(language, _MARKS["en"])
    bare = _SPACES.sub("", text).replace(MINUS, "-")
    if group in ".," and not re.fullmatch(rf"-?\d{{1,3}}(\{group}\d{{3}})+(\{mark}\d*)?", bare):
        plain = bare.replace(group, ".") if mark not in bare else bare
    else:
        plain = bare.replace(group, "")
    plain = plain.replace(mark, ".")
    try:
        return plain if Decimal(plain).is_finite() else text
    except InvalidOperation:
        return text
