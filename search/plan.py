"""Reads a person's words into units: what must match, and how far from the letter it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.fold import words
from search.synonyms import Phrase, Synonyms
from search.where import All, AnyOf, Near, Starts, Where, Word

MOST_UNITS = 12
TYPOS_BELOW = 3
"""A unit that fewer documents have is read with typos allowed for."""

SYNONYM_PREFIX_FROM = 5

_FUNCTION_WORDS = frozenset(
    words("на за од во со и или до при по the of and for in with to a an or dhe për në me te e i")
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One word, or a phrase that has synonyms. `typos` may be switched on by `with_typos`."""

    own: Phrase
    synonyms: tuple[Phrase, ...] = ()
    prefix_from: int = 4
    """Own words of at least this many letters match as beginnings of words, less an ending."""
    typos: bool = False


_ENDINGS = (
    *("njeto", "njata", "nje", "ite", "ata", "oto", "ot", "ta", "to", "te"),  # Macedonian
    *("ing", "ers", "er", "ed", "es", "s"),  # English
    *("eve", "ave", "ve", "it", "in"),  # Albanian
    *("a", "e", "i", "o", "u"),  # each of them
)
_STEM_LETTERS = 4


def beginning(word: str, shortest: int) -> str | None:
    """What another form of a folded word begins with; None if it has fewer than `shortest`.

    The longest known ending is cut off where four letters remain: moulding finds moulded, and
    заварување finds заварени. It only widens a query, so a wrong cut costs rank, not matches.
    """
    if len(word) < shortest:
        return None
    fits = (end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _STEM_LETTERS)
    return word[: len(word) - max(map(len, fits), default=0)]


def edits(word: str) -> int:
    """Edits within which a word is taken for a typo: none in short words and in codes."""
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < 8 else 2


def units(text: str, synonyms: Synonyms) -> tuple[Unit, ...]:
    """Units of a query, function words left out where others remain, at most 12."""
    folded = words(text)
    content = [word for word in folded if word not in _FUNCTION_WORDS] or folded
    phrases = list(dict.fromkeys(synonyms.split(content)))[:MOST_UNITS]
    last = len(phrases) - 1
    return tuple(
        Unit(phrase, synonyms.of(phrase), prefix_from=2 if at == last else 4)
        for at, phrase in enumerate(phrases)
    )


def required(count: int) -> int:
    """Units that a document must match: all of one or two, then all but a third."""
    return count if count < 3 else count - count // 3


def exact(unit: Unit, fields: tuple[str, ...]) -> Where:
    """The unit to the letter, or one of its synonyms."""
    phrases = (unit.own, *unit.synonyms)
    return _any(_all(Word(fields, word) for word in phrase) for phrase in phrases)


def loose(unit: Unit, fields: tuple[str, ...]) -> Where:
    """The unit in any form, by a synonym in any form, and with typos if it has them."""
    own = _all(_any(_readings(word, unit, fields)) for word in unit.own)
    others = (_all(_form(word, SYNONYM_PREFIX_FROM, fields) for word in p) for p in unit.synonyms)
    return _any((own, *others))


def _readings(word: str, unit: Unit, fields: tuple[str, ...]) -> Iterable[Where]:
    yield _form(word, unit.prefix_from, fields)
    if unit.typos and edits(word):
        yield Near(fields, word, edits(word))


def _form(word: str, shortest: int, fields: tuple[str, ...]) -> Where:
    start = beginning(word, shortest)
    return Word(fields, word) if start is None else Starts(fields, start)


def matching(plan: tuple[Unit, ...], fields: tuple[str, ...]) -> Where:
    """Documents that match enough units of a plan (which is not empty)."""
    return AnyOf(tuple(loose(unit, fields) for unit in plan), required(len(plan)))


def all_exact(plan: tuple[Unit, ...], fields: tuple[str, ...]) -> Where:
    """Documents that match every unit to the letter or by synonym."""
    return All(tuple(exact(unit, fields) for unit in plan))


def _all(parts: Iterable[Where]) -> Where:
    found = tuple(parts)
    return found[0] if len(found) == 1 else All(found)


def _any(parts: Iterable[Where]) -> Where:
    found = tuple(parts)
    return found[0] if len(found) == 1 else AnyOf(found)
