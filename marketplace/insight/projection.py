"""The stories of needs: kept need by need, made again from nothing, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from events.locks import lock
from marketplace.insight.funnel import DIMENSIONS, UNKNOWN
from marketplace.insight.models import Bucket, NeedStory
from marketplace.insight.sources import story
from marketplace.needs.models import Need


def project(session: Session, need_id: str) -> None:
    """Bring a need's story to what its sources say now; the same however often it is asked."""
    lock(session, f"insight-need-{need_id}")
    session.flush()
    found = story(session, need_id)
    if found is not None:
        session.merge(NeedStory(**found))
        for dimension in DIMENSIONS:
            session.merge(Bucket(dimension=dimension, bucket=found[dimension] or UNKNOWN))
        session.flush()


def rebuild(session: Session) -> int:
    """Make every story again; returns how many."""
    session.execute(delete(NeedStory))
    session.execute(delete(Bucket))
    session.expire_all()
    posted = session.scalars(select(Need.id).where(Need.published_at.is_not(None))).all()
    for need_id in posted:
        project(session, need_id)
    return len(posted)


def differences(session: Session) -> Iterator[str]:
    """Where a story is not what its sources make of it."""
    held = {one.need_id: one for one in session.scalars(select(NeedStory))}
    for need_id in session.scalars(select(Need.id).where(Need.published_at.is_not(None))):
        found, wanted = held.pop(need_id, None), story(session, need_id)
        if found is None:
            yield f"need {need_id} has no story"
        elif wanted is not None and (wrong := _wrong(found, wanted)):
            yield f"the story of need {need_id} differs from its sources in {', '.join(wrong)}"
    for need_id in held:
        yield f"the story of {need_id} has no need"


def _wrong(found: NeedStory, wanted: dict[str, Any]) -> list[str]:
    return [name for name, value in wanted.items() if getattr(found, name) != value]
