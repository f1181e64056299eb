"""Search of services: what can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from marketplace.finding import Search, found
from marketplace.policy import Actor, require
from marketplace.support.queries import shown, visible_services
from search.specs import SERVICES

SEARCH = Search(
    SERVICES,
    filters=(
        "kind",
        "theme",
        "novelty",
        "organization",
        "region",
        "municipality",
        "languages",
        "occupation",
        "closes",
    ),
    ranges=("seats", "weeks", "cost"),
    sorts=("starts", "weeks", "cost"),
    facets=("kind", "theme", "novelty", "region", "languages", "closes"),
)


def search(session: Session, actor: Actor, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The page of services that is asked for."""
    require(actor, "public.read")
    page = SEARCH.find(asked)
    seen = visible_services(session, actor, [hit.id for hit in page.hits])
    return found([shown(service, provider) for service, provider in seen], page)
