"""Whether two organisations may be one: numbers in registers, names in either script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from search.fold import words

FORMS = frozenset({"doo", "dooel", "ad", "adu", "tp", "dptu", "dpu", "kd", "jp", "llc", "ltd"})
"""Legal forms, folded: they say nothing of who it is."""
LEAST = 86
"""Similarity of names (0 to 100) from which a pair is shown."""
NUMBER = 100
LONGEST = 40
_DIGITS = re.compile(r"\D+")


def number(value: str) -> str:
    """A number's digits: `MK4030990000000`, with the letters of either script, is 4030990000000."""
    return _DIGITS.sub("", value)


def bare(name: str) -> list[str]:
    """Folded words of a name without legal forms."""
    return [word for word in words(name) if word not in FORMS]


def keys(facts: Mapping[str, Any]) -> set[str]:
    """Under what an organisation is looked for; those that share none are never compared."""
    found = {f"n:{digits}" for value in _numbers(facts) if len(digits := number(value)) > 4}
    for name in _names(facts):
        found |= {f"w:{word[:6]}" for word in bare(name) if len(word) > 2}
    return {one[:LONGEST] for one in found}


def reasons(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What speaks for the two being one; empty where too little does."""
    shared = {number(value) for value in _numbers(one)} & {number(v) for v in _numbers(other)}
    found: list[dict[str, Any]] = [
        {"code": "number", "value": value} for value in sorted(shared) if len(value) > 4
    ]
    alike = similarity(_names(one), _names(other))
    if alike >= LEAST:
        found.append({"code": "name", "value": alike})
    if found and one.get("municipality") and one["municipality"] == other.get("municipality"):
        found.append({"code": "municipality", "value": one["municipality"]})
    return found


def score(found: Iterable[Mapping[str, Any]]) -> int:
    """How much speaks for it, 0 to 100: a shared number settles it, a shared seat adds a little."""
    said = {one["code"]: one["value"] for one in found}
    if "number" in said:
        return NUMBER
    if "name" not in said:
        return 0
    return min(NUMBER - 1, int(said["name"]) - 5 + 5 * ("municipality" in said))


def similarity(some: Iterable[str], others: Iterable[str]) -> int:
    """The highest likeness of two names, 0 to 100, whatever the order of their words."""
    from rapidfuzz.fuzz import token_sort_ratio

    left = [" ".join(bare(name)) for name in some]
    right = [" ".join(bare(name)) for name in others]
    return max((round(token_sort_ratio(a, b)) for a in left for b in right if a and b), default=0)


def _names(facts: Mapping[str, Any]) -> list[str]:
    return [facts["name"], *facts.get("names", {}).values()]


def _numbers(facts: Mapping[str, Any]) -> list[str]:
    return [one["value"] for one in facts.get("identifiers", ())]
