"""Cold start: some winners known by one line of a profile instead of by their awards."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from matching.awards import AwardRow
from matching.evaluate.protocol import Split, measures
from matching.snapshots import Capability, Organization, Place, Profile


def winners(parts: Split, share: float, seed: int) -> frozenset[str]:
    """This share, 0 to 1, of the suppliers that win a later tender, drawn by the seed."""
    found = sorted(set().union(*(tender.winners for tender in parts.tenders)))
    return frozenset(random.Random(seed).sample(found, round(share * len(found))))


def reduce(
    history: Sequence[AwardRow], cold: frozenset[str]
) -> tuple[list[AwardRow], list[Organization]]:
    """The history without the awards of cold suppliers, and a one-line profile for each of them.

    The line is the title, code and place of the supplier's latest award.
    """
    latest = {row.supplier_id: row for row in history if row.supplier_id in cold}
    kept = [row for row in history if row.supplier_id not in cold]
    return kept, [one_line(row) for row in latest.values()]


def one_line(row: AwardRow) -> Organization:
    """A supplier as its own profile would tell of it in one line."""
    return Organization(
        id=row.supplier_id,
        name=row.supplier,
        state="verified",
        kinds=("msme",),
        place=Place(row.municipality, row.region),
        profile=Profile(
            capabilities=(Capability(row.title, row.cpv),), certificates=None, sites=None
        ),
    )


def report(parts: Split, lists: Sequence[Sequence[str]], cold: frozenset[str]) -> dict[str, Any]:
    """Measures of the cold winners and of the others, over the tenders that each of them won."""
    pairs = list(zip(lists, parts.tenders, strict=True))
    groups = {
        "cold": [(found, t.winners & cold) for found, t in pairs if t.winners & cold],
        "warm": [(found, t.winners - cold) for found, t in pairs if t.winners - cold],
    }
    return {name: measures(found, parts.coverage) for name, found in groups.items()}
