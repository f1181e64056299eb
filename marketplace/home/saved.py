"""Searches that people keep: kept, dropped, and held against each new need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.envelope import Event
from marketplace import audit
from marketplace.errors import Conflict, NotFound
from marketplace.home.models import SavedSearch
from marketplace.needs.models import Need
from marketplace.needs.search import document
from marketplace.notifications.kinds import CHOICES
from marketplace.notifications.needs import facts_of
from marketplace.notifications.services import Message, notify_each
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision
from search.documents import Document
from search.fold import words
from search.query import Query

MOST = 20
MAIL = ("usual", *CHOICES)
"""How mail follows a search: as for all matches, or by a choice of its own."""
LONGEST = 1000
PASSING = ("cursor", "from", "format", "sort", "limit", "closes", "state")
"""Parameters that say nothing of what is looked for."""


def save(
    session: Session, actor: Actor, query: str, asked: Query, mail: str = "usual"
) -> SavedSearch:
    """Keep a search; Conflict beyond MOST of them. The same one twice is kept once."""
    require(actor, "search.save", actor.user)
    kept = urlencode([pair for pair in parse_qsl(query) if pair[0] not in PASSING])[:LONGEST]
    held = own(session, actor)
    for one in held:
        if one.query == kept:
            return one
    if len(held) >= MOST:
        raise Conflict(gettext("You keep %(most)s searches; drop one of them first.", most=MOST))
    search = SavedSearch(
        id=new_id(session),
        user_id=actor.user,
        query=kept,
        asked=_asked(asked),
        mail=mail,
        revision=1,
        created_at=now(session),
    )
    session.add(search)
    audit.note(session, actor, "search.save", f"search/{search.id}")
    return search


def change(
    session: Session, actor: Actor, search_id: str, mail: str, expected: int | None
) -> SavedSearch:
    """Choose how mail follows what this search finds; Stale for an older revision."""
    search = own_one(session, actor, search_id)
    check_revision(search.revision, expected)
    search.mail = mail
    search.revision += 1
    audit.note(session, actor, "search.change", f"search/{search.id}", {"mail": mail})
    return search


def own_one(session: Session, actor: Actor, search_id: str) -> SavedSearch:
    """A search of the person's; NotFound for any but one's own."""
    search = session.get(SavedSearch, search_id)
    if search is None:
        raise NotFound()
    require(actor, "search.save", search.user_id, hidden=True)
    return search


def drop(session: Session, actor: Actor, search_id: str, expected: int | None = None) -> None:
    """Forget a search; NotFound for any but one's own, Stale for an older revision."""
    search = own_one(session, actor, search_id)
    check_revision(search.revision, expected)
    session.delete(search)
    audit.note(session, actor, "search.drop", f"search/{search.id}")


def own(session: Session, actor: Actor) -> list[SavedSearch]:
    """The person's searches, newest first."""
    require(actor, "search.save", actor.user)
    found = select(SavedSearch).where(SavedSearch.user_id == actor.user)
    return list(session.scalars(found.order_by(SavedSearch.created_at.desc(), SavedSearch.id)))


def tell(session: Session, event: Event) -> None:
    """Tell those whose searches a new need fits."""
    need = session.get(Need, event.data["id"])
    found = document(session, event.data, event.revision)
    if need is None or need.state != "published" or not isinstance(found, Document):
        return
    for search in session.scalars(select(SavedSearch)):
        if fits(search.asked, found):
            key = f"search/{search.id}/{need.id}"
            mail = None if search.mail == "usual" else search.mail
            message = Message([search.user_id], key, facts_of(session, need), mail=mail)
            notify_each(session, "search.found", [message])


def fits(asked: Mapping[str, Any], found: Document) -> bool:
    """Whether a document is what is asked for: every word begins one of its words, each filter
    and range holds. Typos and synonyms, which the engine allows for, are not looked at."""
    held = [word for text in found.words.values() for word in words(text)]
    return (
        all(any(one.startswith(word) for one in held) for word in words(asked["text"]))
        and all(set(found.tokens.get(name, ())) & set(v) for name, v in asked["filters"].items())
        and all(_within(found.numbers.get(name), *r) for name, r in asked["ranges"].items())
    )


def _within(value: float | None, low: float | None, high: float | None) -> bool:
    if value is None:
        return False
    return (low is None or value >= low) and (high is None or value <= high)


def _asked(query: Query) -> dict[str, Any]:
    filters = {name: list(v) for name, v in query.filters.items() if name not in PASSING}
    ranges = {name: list(ends) for name, ends in query.ranges.items()}
    return {"text": query.text, "filters": filters, "ranges": ranges}
