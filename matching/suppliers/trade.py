"""Whether a firm says that it does such work at all: the first condition of a supplier need."""

from __future__ import annotations

from collections.abc import Iterator

from matching.checks import Check
from matching.snapshots import Capability, Need, Organization
from matching.text import fold, words

GROUP = 3
"""Digits of a CPV code that two kinds of work must share to be called alike."""
STEM, SHORTEST = 6, 5
"""Letters of a word that are compared, and of the shortest word that says anything."""


def trade(need: Need, firm: Organization, proved: bool) -> Iterator[Check]:
    """Fails where the profile shows capabilities and none is like the need.

    `proved`: it has delivered the like before, whatever the profile says. A firm that shows no
    capability is not judged; neither is one for a need without codes.
    """
    shown = firm.profile.capabilities if firm.profile else None
    if proved or not shown or not need.cpv or _in_industry(need, firm):
        return
    asked = {code[:GROUP] for code in need.cpv}
    stems = _stems(" ".join([need.title, *(lot.title for lot in need.lots)]))
    if not any(_alike(one, asked, stems) for one in shown):
        yield Check(
            "capability-missing",
            "failed",
            "No such work among its capabilities or past orders",
            "Add the capability with evidence, if it has it",
        )


def _in_industry(need: Need, firm: Organization) -> bool:
    held = firm.profile.nace if firm.profile else None
    return bool({code[:4] for code in need.nace} & {code[:4] for code in held or ()})


def _alike(one: Capability, asked: set[str], stems: set[str]) -> bool:
    """A capability without a code is given the benefit of the doubt."""
    return not one.cpv or one.cpv[:GROUP] in asked or bool(_stems(one.text) & stems)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in words(fold(text)) if len(word) >= SHORTEST}
