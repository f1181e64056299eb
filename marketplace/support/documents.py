"""Services as public search finds them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.organizations.models import Organization
from marketplace.organizations.rules import PUBLIC
from marketplace.support.models import Service
from marketplace.support.snapshots import snapshot
from search.documents import Document
from search.documents_of import service as document_of
from search.project import Change, Removed
from search.specs import SERVICES

INDEX = SERVICES.name


def change(service: Service, provider: Organization) -> Change:
    """The document of a service, or its removal while it is not offered to the public.

    Its revision rises with the provider's too: it holds that one's name and standing.
    """
    revision = service.revision + provider.revision
    if service.state != "published" or provider.state not in PUBLIC:
        return Removed(service.id, revision)
    return document_of(snapshot(service), revision, provider=provider.name)


def read(session: Session, event: Event) -> Change | None:
    """What an event of a service makes of its document."""
    service = session.get(Service, event.data["id"])
    if service is None:
        return None
    return change(service, session.get_one(Organization, service.organization_id))


def of_provider(session: Session, organization_id: str) -> list[Change]:
    """The documents of all services of an organisation that changed."""
    provider = session.get(Organization, organization_id)
    if provider is None:
        return []
    found = select(Service).where(
        Service.organization_id == organization_id, Service.state != "draft"
    )
    return [change(service, provider) for service in session.scalars(found)]


def documents(session: Session) -> Iterator[Document]:
    """Every document of the index, for a rebuild."""
    query = (
        select(Service, Organization)
        .join(Organization, Organization.id == Service.organization_id)
        .where(Service.state == "published")
    )
    for service, provider in session.execute(query.execution_options(yield_per=500)):
        found = change(service, provider)
        if isinstance(found, Document):
            yield found
