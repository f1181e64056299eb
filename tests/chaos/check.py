"""What must be so after the storm."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.tables import inbox, outbox
from marketplace.needs.models import Need
from marketplace.profiles.models import Profile
from marketplace.wiring import build
from tests.chaos.check_stories import stories
from tests.chaos.client import Acknowledged
from tests.chaos.stack import Stack


def broken(stack: Stack, wait: float = 180) -> list[str]:
    """What `verify` finds; the workers that run do what is left to do meanwhile."""
    status, printed = stack.command("verify", "--json", "--wait", str(wait))
    found = [f"{v['code']}: {v['what']}" for v in json.loads(printed)["violations"]]
    if status != bool(found):
        found.append(f"verify ended with status {status}")
    return found


def faults(stack: Stack, done: Acknowledged) -> list[str]:
    """Everything acknowledged that is lost or done twice; empty when all is well."""
    runtime = build(stack.settings)
    try:
        with runtime.sessions.read() as session:
            found = [*_needs(session, done), *_profiles(session, done), *_once(session)]
            return [*found, *stories(session, done.stories)]
    finally:
        runtime.close()


def _needs(session: Session, done: Acknowledged) -> Iterator[str]:
    stored = Counter(session.scalars(select(Need.title)))
    for title, count in stored.items():
        if count > 1:
            yield f"need {title} is there {count} times"
    states = {row.id: row.state for row in session.execute(select(Need.id, Need.state))}
    for title, identifier in done.needs.items():
        if identifier not in states:
            yield f"need {title} was acknowledged and is lost"
    for identifier in done.published:
        if states.get(identifier) != "published":
            yield f"need {identifier} was published and is {states.get(identifier)}"
    announced = Counter(
        session.scalars(select(outbox.c.key).where(outbox.c.type == "need.published"))
    )
    for identifier in done.published:
        if announced[f"need/{identifier}"] != 1:
            yield f"need {identifier} was announced {announced[f'need/{identifier}']} times"


def _profiles(session: Session, done: Acknowledged) -> Iterator[str]:
    for firm, summary in done.summaries.items():
        profile = session.get(Profile, firm)
        if profile is None or profile.content.get("summary") != summary:
            yield f"the profile of {firm} does not say what was acknowledged"


def _once(session: Session) -> Iterator[str]:
    """The inbox names an event once a consumer; more effects than events would show in tables."""
    twice = (
        select(inbox.c.consumer, inbox.c.event_id)
        .group_by(inbox.c.consumer, inbox.c.event_id)
        .having(func.count() > 1)
    )
    for row in session.execute(twice):
        yield f"{row.consumer} handled {row.event_id} twice"
