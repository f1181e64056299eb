"""Conditions on documents as values; each engine has one pure translator of them.

Conditions only select: they carry no score. Words in them are folded.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Is:
    """The token field has one of the values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The number field lies in the range; None is an open end."""

    field: str
    low: float | None = None
    high: float | None = None
    inclusive: bool = True


@dataclass(frozen=True, slots=True)
class Has:
    """The number field has a value."""

    field: str


@dataclass(frozen=True, slots=True)
class Word:
    """One of the word fields has the word."""

    fields: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Starts:
    """One of the word fields has a word that begins so."""

    fields: tuple[str, ...]
    beginning: str


@dataclass(frozen=True, slots=True)
class Near:
    """One of the word fields has a word at most `distance` edits away (swaps count as one)."""

    fields: tuple[str, ...]
    word: str
    distance: int


@dataclass(frozen=True, slots=True)
class TieAfter:
    """The document's tie value is greater."""

    tie: int


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Where, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Not:
    part: Where


Where = Everything | Is | Between | Has | Word | Starts | Near | TieAfter | All | AnyOf | Not
