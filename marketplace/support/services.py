"""Writes on services: create, change, publish, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from events.context import new_id, now
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision
from marketplace.support import rules
from marketplace.support.models import Service
from marketplace.support.queries import own_service
from marketplace.support.snapshots import snapshot


def create_service(session: Session, actor: Actor, content: Mapping[str, Any]) -> Service:
    """A draft of the organisation acted for; nobody else sees it until it is published."""
    require(actor, "service.update")
    service = Service(
        id=new_id(session),
        organization_id=actor.organization,
        state="draft",
        created_by=actor.user,
        created_at=now(session),
        revision=1,
    )
    _fill(service, content)
    session.add(service)
    audit.note(session, actor, "service.create", f"service/{service.id}")
    return service


def update_service(
    session: Session,
    actor: Actor,
    service_id: str,
    content: Mapping[str, Any],
    expected: int | None,
) -> Service:
    """Replace the content; a published service must stay fit to be published.

    Raises Stale for an older revision, Invalid naming what lacks.
    """
    service = own_service(session, actor, service_id, "service.update")
    check_revision(service.revision, expected)
    if service.state == "published":
        _refuse(rules.faults_of_publishing(content))
    _fill(service, content)
    service.revision += 1
    audit.note(
        session, actor, "service.update", f"service/{service.id}", {"revision": service.revision}
    )
    if service.state == "published":
        _record(session, service)
    return service


def publish_service(
    session: Session, actor: Actor, service_id: str, expected: int | None
) -> Service:
    """Offer a draft, or again what was withdrawn.

    Raises Invalid with everything that still lacks, Conflict for one that is published.
    """
    service = own_service(session, actor, service_id, "service.publish")
    check_revision(service.revision, expected)
    if service.state == "published":
        raise Conflict("This service is published already.", code="published")
    _refuse(rules.faults_of_publishing(service.content))
    service.state, service.published_at = "published", now(session)
    return _moved(session, actor, service, "publish")


def withdraw_service(
    session: Session, actor: Actor, service_id: str, expected: int | None
) -> Service:
    """Offer it no longer; it can be published again. Conflict unless it is published."""
    service = own_service(session, actor, service_id, "service.update")
    check_revision(service.revision, expected)
    if service.state != "published":
        raise Conflict("Only a published service can be withdrawn.", code="not-published")
    service.state = "withdrawn"
    return _moved(session, actor, service, "withdraw")


def _moved(session: Session, actor: Actor, service: Service, how: str) -> Service:
    service.revision += 1
    audit.note(session, actor, f"service.{how}", f"service/{service.id}")
    _record(session, service)
    return service


def _record(session: Session, service: Service) -> None:
    record(
        session,
        f"service.{service.state}",
        key=f"service/{service.id}",
        revision=service.revision,
        data=snapshot(service),
    )


def _fill(service: Service, content: Mapping[str, Any]) -> None:
    service.content = dict(content)
    service.kind, service.title = content["kind"], content["title"]


def _refuse(faults: rules.Faults) -> None:
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])
