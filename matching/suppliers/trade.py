"""Whether a firm says that it does such work at all: the first condition of a supplier need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.checks import ABSENT, Case, Condition, Flags
from matching.columns import segment_sums
from matching.firms import GROUP, UNSAID, Firms, stems
from matching.snapshots import Need
from matching.suppliers.industry import each
from matching.text import fold

if TYPE_CHECKING:
    from matching.suppliers.eligibility import Asked

CASES = (Case("capability-missing", "failed", "Add the capability with evidence, if it has it"),)
TEXT = "No such work among its capabilities or past orders"


def trade(asked: Asked) -> Iterator[Condition]:
    """Fails where the profile shows capabilities and none is like the need.

    A firm that has delivered the like before, is of the need's industry, or shows no capability
    is not judged; nobody is for a need without codes.
    """
    if asked.need.cpv:
        firms, size = asked.directory.firms, len(asked.candidates)
        rows, at = firms.capabilities.spans.gather(asked.candidates)
        shown = np.bincount(at, minlength=size) > 0
        able = np.bincount(at[alike(firms, rows, asked.need)], minlength=size) > 0
        fails = shown & ~able & ~asked.proved & ~in_industry(asked)
        which = np.where(fails, 0, ABSENT)
        yield Condition(CASES, which, which, lambda case, _: (TEXT, {}))


def alike(firms: Firms, rows: Any, need: Need) -> Flags:
    """Capabilities in one of the need's CPV groups, in its words, or without any code."""
    own = firms.capabilities.get("group", rows)
    found: Flags = own == UNSAID
    for group in {firms.groups.get(code[:GROUP]) for code in need.cpv}:
        found |= own == group
    wanted = stems(fold(" ".join([need.title, *(lot.title for lot in need.lots)])))
    left = np.nonzero(~found)[0]
    flat, lengths = firms.stems.gather(rows[left])
    shared = segment_sums(np.isin(flat, wanted).astype(np.float32), lengths)
    found[left] = shared > 0
    return found


def in_industry(asked: Asked) -> Flags:
    """Candidates of one of the NACE classes that the need names, by four characters of the code."""
    wanted = {code[:4] for code in asked.need.nace}
    shared = partial(_share, wanted)
    return each(asked.directory.firms, asked.candidates, shared).astype(bool)


def _share(wanted: set[str], held: Sequence[str]) -> bool:
    return not wanted.isdisjoint(code[:4] for code in held)
