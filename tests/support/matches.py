"""Rankings as the matching service would record them."""

from __future__ import annotations

from typing import Any

from events.outbox import record
from tests.support.world import World


def entry(organization: str, score: float, rank: int | None = 1, **more: Any) -> dict[str, Any]:
    """One place, with one reason worth its whole score."""
    return {
        "rank": rank,
        "organization": organization,
        "score": score,
        "eligible": rank is not None,
        "reasons": [{"code": "text", "text": "Makes such parts", "weight": score}],
        "gaps": [],
    } | more


def rank(world: World, need: str, need_revision: int, revision: int, *entries: Any) -> None:
    """Record a ranking of the need and let it have its effects."""
    data = {
        "need": need,
        "kind": "supplier",
        "need_revision": need_revision,
        "revision": revision,
        "ranker": "test-1",
        "computed_at": world.clock.now().isoformat(),
        "looked_at": len(entries),
        "entries": list(entries),
        "hash": "sha256:0",
    }
    with world.sessions.write() as session:
        record(
            session,
            "match.ranked",
            key=f"need/{need}",
            revision=revision,
            data=data,
            source="matching",
        )
    world.deliver()
