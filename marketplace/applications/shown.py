"""Applications as the API answers them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from marketplace.applications import hooks, offers, queries
from marketplace.applications.models import Application, ApplicationVersion
from marketplace.deployment import settings_of
from marketplace.needs.models import Need
from marketplace.policy import Actor


def shown(session: Session, actor: Actor, application: Application) -> dict[str, Any]:
    """One application; prices are null for a buyer whose second envelope is closed."""
    return shown_all(session, actor, [application])[0]


def shown_all(
    session: Session, actor: Actor, applications: Collection[Application]
) -> list[dict[str, Any]]:
    """Several, those that wait for a confirmation marked."""
    waiting = queries.unconfirmed(session, applications)
    sent = queries.last_versions(session, [one.id for one in applications])
    return [
        _shown(session, actor, one, waits=one.id in waiting, sent=sent.get(one.id))
        for one in applications
    ]


def _shown(
    session: Session,
    actor: Actor,
    one: Application,
    *,
    waits: bool,
    sent: ApplicationVersion | None,
) -> dict[str, Any]:
    need = session.get_one(Need, one.need_id)
    content = readable_content(session, actor, one, need)
    sum_ = offers.total(content)
    return content | {
        "id": one.id,
        "need": one.need_id,
        "organization": one.organization_id,
        "adviser": one.adviser_id,
        "state": one.state,
        "revision": one.revision,
        "need_revision": one.need_revision,
        "to_confirm": waits,
        "currency": offers.currency_of(need.content, settings_of(session).currency),
        "total": None if sum_ is None else str(sum_),
        "submitted_at": one.submitted_at.isoformat() if one.submitted_at else None,
        "receipt": _receipt(sent) if sent else None,
        "outcome": one.outcome if queries.is_own(actor, one) else None,
    }


def readable_content(
    session: Session, actor: Actor, application: Application, need: Need
) -> dict[str, Any]:
    """The content that the actor may read: without prices and files while they are sealed."""
    content = application.content
    if queries.is_own(actor, application) or not hooks.prices_sealed(session, need):
        return content
    lots = [row | {"price": None} for row in content["lots"]]
    return content | {"lots": lots, "attachments": []}


def _receipt(version: ApplicationVersion) -> dict[str, Any]:
    return {
        "number": version.receipt,
        "at": version.sent_at.isoformat(),
        "hash": version.sent_hash,
    }


def version_fields(version: ApplicationVersion) -> dict[str, Any]:
    """A version as its firm reads it."""
    return version.content | {
        "number": version.number,
        "changed": version.changed,
        "need_revision": version.need_revision,
        "adviser": version.adviser_id,
        "receipt": _receipt(version),
    }
