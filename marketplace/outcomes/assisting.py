"""Support that staff enter because the platform did not see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace import audit
from marketplace.errors import Fault, Invalid
from marketplace.i18n import N_
from marketplace.organizations.queries import get as get_organization
from marketplace.outcomes import identity, setting, support
from marketplace.outcomes.models import Assistance
from marketplace.outcomes.projection import project
from marketplace.policy import Actor, require


def record_assistance(session: Session, actor: Actor, content: dict[str, Any]) -> bool:
    """Enter a support, once for its kind, firm, provider and day; whether it is new.

    The firm's figures follow at once, since they stand under what had reached it. Raises Invalid
    for a day to come.
    """
    require(actor, "outcome.enter")
    firm = get_organization(session, content["organization"])
    since, provider = date.fromisoformat(content["since"]), content.get("provider")
    if since > setting.today(session):
        raise Invalid([Fault("/since", N_("Must not lie in the future."))])
    if provider:
        get_organization(session, provider)
    facts = {name: content[name] for name in ("kind", "role", "objective")}
    source = f"staff/{content['kind']}/{firm.id}/{provider or ''}/{since}"
    facts |= {"provider_id": provider, "made_by": actor.user}
    new = support.assist(session, firm.id, source, since, **facts)
    project(session, firm.id)
    audit.note(session, actor, "outcome.assistance", f"organization/{firm.id}")
    return new


def of_firm(session: Session, firm: str) -> list[Assistance]:
    """Every support that reached a firm, the first one first."""
    ids = identity.aliases(session, firm)
    found = select(Assistance).where(Assistance.organization_id.in_(ids))
    return list(session.scalars(found.order_by(Assistance.since, Assistance.id)))
