"""Which of some events a reader may know of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from events.envelope import Event
from events.upcast import upcast
from marketplace.changes.visibility import (
    NEEDS_BUYER,
    OWNED,
    PUBLIC,
    SUPPLIER_UNLESS_PRIVATE,
    WHO_RATED,
)
from marketplace.needs import queries as needs
from marketplace.organizations import queries as organizations
from marketplace.policy import Actor, may
from marketplace.support import queries as support

Visible = Callable[[Session, Actor, Sequence[str]], Collection[str]]


def _services(session: Session, actor: Actor, ids: Sequence[str]) -> set[str]:
    return {service.id for service, _ in support.visible_services(session, actor, ids)}


SEEN: Mapping[str, Visible] = {
    "organization": organizations.visible_ids,
    "need": needs.visible_ids,
    "service": _services,
}
"""Kind of public thing to the question which of these ids the reader may see."""


def types_for(actor: Actor) -> frozenset[str]:
    """Types of which there can be any event that the actor may know of."""
    own = {type_ for type_, owners in OWNED.items() if any(may(actor, one) for one, _ in owners)}
    return frozenset(own | PUBLIC.keys())


def visible(session: Session, actor: Actor, events: Iterable[Event]) -> list[Event]:
    """Those of the events whose subject the actor may read now, in the order given."""
    read = [upcast(event) for event in events]
    seen = _seen(session, actor, read)
    buyers = needs.buyers(session, {_need(event) for event in read if _by_need(event)})
    return [
        event
        for event in read
        if (
            _subject(event) in seen
            if event.type in PUBLIC
            else _owns(actor, event, buyers.get(_need(event)))
        )
    ]


def _seen(session: Session, actor: Actor, events: Sequence[Event]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for kind, question in SEEN.items():
        wanted = {id_ for what, id_ in map(_subject, events) if what == kind}
        if wanted:
            found |= {(kind, id_) for id_ in question(session, actor, sorted(wanted))}
    return found


def _subject(event: Event) -> tuple[str, str]:
    kind, field = PUBLIC.get(event.type, ("", "id"))
    return kind, str(event.data.get(field))


def _by_need(event: Event) -> bool:
    return any(NEEDS_BUYER in fields for _, fields in OWNED.get(event.type, ()))


def _need(event: Event) -> str:
    return str(event.data.get("need"))


def _owns(actor: Actor, event: Event, buyer: str | None) -> bool:
    """An action without fields is one that may be taken on anybody's things."""
    return any(
        may(actor, action, owners(event, fields, buyer) if fields else None)
        for action, fields in OWNED.get(event.type, ())
    )


def owners(event: Event, fields: Collection[str], buyer: str | None) -> set[str]:
    """Ids of the organisations that the fields name; `buyer` is the one of the event's need."""
    data = event.data
    found = {field: [data.get(field)] for field in fields}
    if NEEDS_BUYER in found:
        found[NEEDS_BUYER] = [buyer]
    if SUPPLIER_UNLESS_PRIVATE in found:
        found[SUPPLIER_UNLESS_PRIVATE] = [] if data.get("private") else [data.get("supplier")]
    if WHO_RATED in found:
        open_ = data.get("open")
        found[WHO_RATED] = [data["buyer"], data["supplier"]] if open_ else [data.get("by")]
    return {str(one) for several in found.values() for one in several if one}
