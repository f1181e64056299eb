"""What the lists show of each thing found, for this reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace import pickers, templating
from marketplace.forms import language
from marketplace.needs import queries as needs
from marketplace.organizations.models import Organization
from marketplace.policy import Actor
from marketplace.presenters.numbers import number
from marketplace.profiles import queries as profiles
from marketplace.profiles.searching import brief
from marketplace.support import queries as support


def need_rows(session: Session, actor: Actor, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Needs with their buyer (an organisation) and a line of facts."""
    found = needs.by_ids(session, ids)
    firms = organizations(session, (need.organization_id for need in found))
    return [
        needs.shown(need)
        | {"firm": firms[need.organization_id], "buyer": firms[need.organization_id].name}
        | {"facts": need_facts(need.content)}
        for need in found
    ]


def organizations(session: Session, ids: Iterable[str]) -> dict[str, Organization]:
    """Organisations by id."""
    wanted = select(Organization).where(Organization.id.in_(set(ids)))
    return {one.id: one for one in session.scalars(wanted)}


def need_facts(content: dict[str, Any]) -> str:
    """`2 lots, 330,000 pieces. ISO 9001 required.` for a list."""
    parts = _workforce(content) if content["kind"] == "workforce" else _supply(content)
    if content.get("required_certificates"):
        held = ", ".join(content["required_certificates"])
        parts.append(gettext("%(certificates)s required.", certificates=held))
    if content.get("deliver_from"):
        day = templating.day(content["deliver_from"])
        parts.append(gettext("First deliveries from %(day)s.", day=day))
    return " ".join(parts)


def _supply(content: dict[str, Any]) -> list[str]:
    lots = content.get("lots") or []
    if not lots:
        return []
    count = ngettext("%(num)s lot", "%(num)s lots", len(lots))
    units = {lot.get("unit") for lot in lots}
    amounts = [lot.get("quantity") for lot in lots]
    if len(units) == 1 and None not in units and all(amounts):
        total = number(sum(amounts), language())
        return [f"{count}, {total} {units.pop()}."]
    return [f"{count}."]


def _workforce(content: dict[str, Any]) -> list[str]:
    parts = []
    if content.get("posts"):
        parts.append(ngettext("%(num)s post", "%(num)s posts", content["posts"]))
    if content.get("occupation"):
        parts.append(pickers.label_of("occupation", content["occupation"]).label)
    if content.get("hiring_commitment") is not None:
        share = content["hiring_commitment"]
        parts.append(gettext("hiring commitment %(share)s%%", share=share))
    return [", ".join(parts) + "."] if parts else []


def firm_rows(session: Session, actor: Actor, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Organisations as this reader may see them."""
    return [brief(session, one) for one in profiles.seen_many(session, actor, ids)]


def service_rows(session: Session, actor: Actor, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Services with their provider."""
    seen = support.visible_services(session, actor, ids)
    return [
        support.shown(service, provider) | {"place": service.content.get("place")}
        for service, provider in seen
    ]
