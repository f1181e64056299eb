"""A ranker over a file's history alone: the state and index of serving, thrown away after."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from matching.awards import AwardRow
from matching.indexes import AWARDS, INDEXES, PROFILES, award_document, profile_document
from matching.snapshots import Need, Organization, Place, amount_of
from matching.state import State
from search.ports import SearchEngine


@dataclass(frozen=True, slots=True)
class Store:
    """What ranking reads."""

    state: State
    engine: SearchEngine


@contextmanager
def store(history: Sequence[AwardRow], profiles: Sequence[Organization] = ()) -> Iterator[Store]:
    """A state and an embedded index of these awards and profiles, in a temporary directory."""
    from search.embedded import EmbeddedEngine
    from search.versions import MemoryVersions

    awards = [replace(row.award(), id=str(at)) for at, row in enumerate(history)]
    state = State()
    state.add_awards(awards)
    for firm in profiles:
        state.put_organization(firm)
    with tempfile.TemporaryDirectory(prefix="evaluate-") as directory:
        engine = EmbeddedEngine(Path(directory), INDEXES, MemoryVersions())
        try:
            engine.rebuild(AWARDS, (award_document(a) for a in awards if not a.private))
            engine.rebuild(PROFILES, map(profile_document, profiles))
            yield Store(state, engine)
        finally:
            engine.close()


def need_of(row: AwardRow) -> Need:
    """A later tender as the need that its buyer would have published."""
    return Need(
        id=row.award_id,
        revision=1,
        kind="supplier",
        organization=row.buyer_id,
        title=row.title,
        cpv=(row.cpv,) if row.cpv else (),
        place=Place(row.municipality, row.region),
        value=amount_of(row.value),
        currency=row.currency,
        category=row.category,
        buyer_name=row.buyer,
    )
