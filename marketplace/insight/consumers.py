"""Where the slice listens: to whatever moves a need along, and to what it is cut by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.deals.models import Deal
from marketplace.insight.doubles import look
from marketplace.insight.models import NeedStory
from marketplace.insight.projection import project
from marketplace.outcomes.models import Claim
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {}
Needs = Callable[[Session, Mapping[str, Any]], Iterator[str]]


def _own(session: Session, data: Mapping[str, Any]) -> Iterator[str]:
    yield data["id"]


def _named(session: Session, data: Mapping[str, Any]) -> Iterator[str]:
    yield data["need"]


def _of_claim(session: Session, data: Mapping[str, Any]) -> Iterator[str]:
    found = (
        select(Deal.need_id).join(Claim, Claim.deal_id == Deal.id).where(Claim.id == data["claim"])
    )
    yield from session.scalars(found)


def _of_supplier(session: Session, data: Mapping[str, Any]) -> Iterator[str]:
    found = select(NeedStory.need_id).where(NeedStory.supplier == data["organization"])
    yield from session.scalars(found).all()


NEEDS = (
    *("published", "revised", "closed", "awarded", "completed", "cancelled", "suspended"),
    *("reinstated",),
)
HEARD: Mapping[str, Needs] = {
    **{f"need.{one}": _own for one in NEEDS},
    **dict.fromkeys(("need.invited", "shortlist.matched", "shortlist.viewed"), _named),
    **{
        f"application.{one}": _named
        for one in ("submitted", "revised", "confirmed", "withdrawn", "lapsed", "decided")
    },
    **{
        f"award.{one}": _named
        for one in ("decided", "declined", "cancelled", "undone", "none", "reopened", "final")
    },
    **{f"deal.{one}": _named for one in ("opened", "changed", "completed", "terminated", "undone")},
    "verification.decided": _of_claim,
    "profile.updated": _of_supplier,
}
"""By type of event, whose stories it may change."""


ORGANIZATIONS = frozenset(
    f"organization.{one}"
    for one in (
        *("created", "updated", "submitted", "verified", "returned", "rejected", "suspended"),
        *("claimed", "merged"),
    )
)


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield Consumer("insight-funnel", frozenset(HEARD), apply, snapshot=True)
    yield Consumer("insight-doubles", ORGANIZATIONS, compare, snapshot=True)


def apply(session: Session, event: Event, prepared: Any) -> None:
    """Make the stories again that the event may have changed: its order does not matter."""
    for need_id in HEARD[event.type](session, event.data):
        project(session, need_id)


def compare(session: Session, event: Event, prepared: Any) -> None:
    """Look anew for organisations that may be the same as the one that changed."""
    look(session, event.data["id"])
