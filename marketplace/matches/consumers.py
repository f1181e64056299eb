"""Where matches listen: to the matching service, whose rankings become shortlists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from events.consumers import Consumer, by_type
from events.due import Fire
from events.envelope import Event
from events.outbox import record
from marketplace.matches.models import Shortlist, ShortlistEntry
from marketplace.needs.models import Need
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield Consumer(
        name="shortlists",
        types=frozenset({"match.ranked"}),
        apply=by_type({"match.ranked": project}),
        snapshot=True,
    )


def project(session: Session, event: Event) -> None:
    """Replace a need's shortlist, unless the one that stands is as new."""
    data = event.data
    stored = session.get(Shortlist, data["need"])
    if session.get(Need, data["need"]) is None or (stored and stored.revision >= data["revision"]):
        return
    matched = stored.matched_at if stored else None
    head = session.merge(_head(data, stored))
    if matched is None and head.matched_at is not None:
        first = {"need": data["need"], "matched_at": head.matched_at.isoformat()}
        key = f"need/{data['need']}"
        record(session, "shortlist.matched", key=key, revision=data["revision"], data=first)
    session.flush()
    session.execute(delete(ShortlistEntry).where(ShortlistEntry.need_id == data["need"]))
    rows = [_row(data["need"], place, entry) for place, entry in enumerate(data["entries"], 1)]
    if rows:
        session.execute(insert(ShortlistEntry), rows)


def _head(data: Mapping[str, Any], stored: Shortlist | None) -> Shortlist:
    computed_at = datetime.fromisoformat(data["computed_at"])
    matched = any(one["eligible"] for one in data["entries"])
    return Shortlist(
        need_id=data["need"],
        kind=data["kind"],
        revision=data["revision"],
        need_revision=data["need_revision"],
        ranker=data["ranker"],
        computed_at=computed_at,
        looked_at=data["looked_at"],
        hash=data["hash"],
        matched_at=(stored and stored.matched_at) or (computed_at if matched else None),
        viewed_at=stored and stored.viewed_at,
    )


def _row(need_id: str, place: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "need_id": need_id,
        "place": place,
        "organization_id": entry["organization"],
        "subject": entry.get("subject"),
        "rank": entry["rank"],
        "score": entry["score"],
        "eligible": entry["eligible"],
        "unclaimed": entry.get("unclaimed", False),
        "score_then": entry.get("score_then"),
        "reasons": list(entry["reasons"]),
        "gaps": list(entry["gaps"]),
    }
