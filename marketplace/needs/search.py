"""Needs in the public index: their documents, and a person's search for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from events.ports import Sessions
from marketplace.finding import Search
from marketplace.needs.models import Need
from marketplace.needs.snapshots import snapshot
from marketplace.organizations.models import Organization
from marketplace.vocabularies import glossary, label
from search import documents_of
from search.documents import Document
from search.project import Change, Projection, Removed
from search.query import Query, Sort
from search.specs import NEEDS

SEARCH = Search(
    NEEDS,
    filters=(
        "kind", "cpv", "division", "region", "municipality", "certificates", "occupation", "state",
    ),
    ranges=("budget", "posts"),
    sorts=("closes", "published", "budget"),
    facets=("kind", "division", "region", "certificates"),
)  # fmt: skip
TELLS = frozenset(
    f"need.{what}"
    for what in (
        "published", "revised", "closed", "awarded", "completed", "cancelled", "suspended",
        "reinstated",
    )
)  # fmt: skip
"""Types of the events that say what a need is now."""
SOON = timedelta(days=14)
SOONEST = Sort("closes", descending=False)


def projection() -> Projection:
    """How events change the index."""
    return Projection(NEEDS.name, TELLS, read)


def read(session: Session, event: Event) -> Change:
    """What an event makes of the need's document."""
    return document(session, event.data, event.revision)


def document(session: Session, data: Mapping[str, Any], revision: int) -> Change:
    """The need's document, or its removal where it is not public."""
    if data["state"] not in documents_of.PUBLIC_NEED_STATES:
        return Removed(data["id"], revision)
    buyer = session.get(Organization, data["organization"])
    names = [buyer.name, *buyer.names.values()] if buyer else []
    return documents_of.need(
        data, revision, buyer=" ".join(names), labels=labels(_codes(data), data.get("occupation"))
    )


def documents(sessions: Sessions) -> Iterator[Document]:
    """All documents, read from the source table."""
    with sessions.read() as session:
        public = Need.state.in_(documents_of.PUBLIC_NEED_STATES)
        for need in session.scalars(select(Need).where(public).execution_options(yield_per=200)):
            found = document(session, snapshot(need), need.revision)
            if isinstance(found, Document):
                yield found


def labels(cpv: Iterable[str], occupation: str | None) -> list[str]:
    """Official names of the codes, and our own search words for them, in all languages."""
    found = []
    for vocabulary, codes in (("cpv", cpv), ("isco", [occupation] if occupation else [])):
        for code in codes:
            found.append(label(vocabulary, code, "en")[0])
            ours = glossary.words(vocabulary).get(code)
            found += ours.all() if ours else ()
    return list(dict.fromkeys(found))


def open_only(wanted: Mapping[str, Any], moment: datetime) -> Callable[[Query], Query]:
    """Narrows a search to needs that take applications now, unless states are asked for."""

    def adjust(query: Query) -> Query:
        if wanted["state"]:
            return query
        return replace(
            query,
            filters={**query.filters, "state": ("published",)},
            ranges={**query.ranges, "closes": closing(wanted["closes"], moment)},
            sort=query.sort if wanted["q"] or query.sort != Sort() else SOONEST,
        )

    return adjust


def closing(wanted: Iterable[str], moment: datetime) -> tuple[float | None, float | None]:
    """Epoch seconds of the deadlines that are asked for: soon, later, or any to come."""
    edge = (moment + SOON).timestamp()
    spans = {"soon": (moment.timestamp(), edge), "later": (edge, None)}
    chosen = set(wanted) & set(spans)
    return spans[chosen.pop()] if len(chosen) == 1 else (moment.timestamp(), None)


def _codes(data: Mapping[str, Any]) -> list[str]:
    return [*data["cpv"], *(lot["cpv"] for lot in data["lots"] if lot.get("cpv"))]
