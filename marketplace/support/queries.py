"""Reads on services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.errors import NotFound
from marketplace.organizations.models import Organization
from marketplace.organizations.rules import PUBLIC
from marketplace.policy import Actor, may, require
from marketplace.support.models import Service

MISSING = "There is no such service."
Offered = tuple[Service, Organization]


def visible_service(session: Session, actor: Actor, service_id: str) -> Offered:
    """A published service of a public organisation, or one of the actor's own, and its provider;
    raises NotFound."""
    require(actor, "public.read")
    found = session.execute(_offered().where(Service.id == service_id)).one_or_none()
    if found is None or not _may_see(actor, *found):
        raise NotFound(MISSING)
    return found[0], found[1]


def visible_services(session: Session, actor: Actor, ids: Sequence[str]) -> list[Offered]:
    """Those of these services that the actor may see, in the order given."""
    require(actor, "public.read")
    rows = session.execute(_offered().where(Service.id.in_(list(ids)))) if ids else ()
    found = {row[0].id: (row[0], row[1]) for row in rows}
    return [found[id] for id in ids if id in found and _may_see(actor, *found[id])]


def _offered() -> Any:
    return select(Service, Organization).join(
        Organization, Organization.id == Service.organization_id
    )


def _may_see(actor: Actor, service: Service, provider: Organization) -> bool:
    public = service.state == "published" and provider.state in PUBLIC
    return public or may(actor, "service.read_own", service.organization_id)


def own_service(session: Session, actor: Actor, service_id: str, action: str) -> Service:
    """A service on which the actor wants to take an action, locked for the change.

    NotFound for one that the actor may not even see, Forbidden for one that it may only see.
    """
    service = session.get(Service, service_id, with_for_update=True)
    if service is None:
        raise NotFound(MISSING)
    hidden = service.state != "published" and not may(
        actor, "service.read_own", service.organization_id
    )
    require(actor, action, service.organization_id, hidden=hidden)
    return service


def own_service_to_read(session: Session, actor: Actor, service_id: str, action: str) -> Service:
    """A service of the organisation acted for; NotFound for any other's."""
    service = session.get(Service, service_id)
    if service is None:
        raise NotFound(MISSING)
    require(actor, action, service.organization_id, hidden=True)
    return service


def own_services(
    session: Session, actor: Actor, *, limit: int = 20, offset: int = 0
) -> tuple[list[Offered], int]:
    """The services of the organisation acted for, newest first, and how many there are."""
    require(actor, "service.read_own")
    own = Service.organization_id == actor.organization
    total = session.scalar(select(func.count()).select_from(Service).where(own)) or 0
    page = _offered().where(own).order_by(Service.created_at.desc(), Service.id.desc())
    rows = session.execute(page.limit(limit).offset(offset))
    return [(service, provider) for service, provider in rows], total


def services_of(session: Session, organization_id: str, limit: int = 50) -> list[Service]:
    """What an organisation offers now, newest first."""
    found = (
        select(Service)
        .where(Service.organization_id == organization_id, Service.state == "published")
        .order_by(Service.published_at.desc(), Service.id)
        .limit(limit)
    )
    return list(session.scalars(found))


def shown(service: Service, provider: Organization) -> dict[str, Any]:
    """The service as the API answers it."""
    return (
        {"novelty": None}
        | service.content
        | {
            "id": service.id,
            "organization": service.organization_id,
            "provider": provider.name,
            "state": service.state,
            "revision": service.revision,
            "published_at": service.published_at.isoformat() if service.published_at else None,
        }
    )
