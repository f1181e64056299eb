"""What an adviser's home says: for whom it may act, for what and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.organizations.models import Delegation, Organization
from marketplace.policy import Actor, may
from marketplace.support.models import Service

ENDING = timedelta(days=30)
Held = tuple[Organization, Delegation]


def held(session: Session, actor: Actor) -> list[Held]:
    """Firms that let this organisation act for them today, the first to end at the front."""
    found = session.execute(
        select(Organization, Delegation)
        .join(Delegation, Delegation.organization_id == Organization.id)
        .where(
            Delegation.adviser_id == actor.organization,
            Delegation.revoked_at.is_(None),
            Delegation.until >= now(session).date(),
        )
        .order_by(Delegation.until, Organization.name)
    )
    return [(firm, delegation) for firm, delegation in found]


@gives_tasks
def ending(session: Session, actor: Actor) -> Iterable[Task]:
    """Delegations that end within a month."""
    if "bso" not in actor.kinds or not may(actor, "delegation.read", actor.organization):
        return
    edge = now(session).date() + ENDING
    for firm, delegation in held(session, actor):
        if delegation.until <= edge:
            yield Task(
                _("Ask %(firm)s to prolong", firm=firm.name),
                _("After that day you can no longer act for the firm."),
                f"/organizations/{firm.id}",
                _("See the firm"),
                delegation.until,
            )


@gives_blocks
def firms(session: Session, actor: Actor) -> Iterable[Block]:
    """The firms acted for."""
    if "bso" not in actor.kinds or not may(actor, "delegation.read", actor.organization):
        return
    yield Block(
        _("Firms you act for"), "home/firms.html", {"firms": held(session, actor)}, place=20
    )


@gives_blocks
def services(session: Session, actor: Actor) -> Iterable[Block]:
    """How many services are offered and how many are drafts."""
    if "bso" not in actor.kinds or not may(actor, "service.read_own", actor.organization):
        return
    counted = session.execute(
        select(Service.state, func.count())
        .where(Service.organization_id == actor.organization)
        .group_by(Service.state)
    )
    counts = dict(counted.all())
    yield Block(_("Services"), "home/services.html", {"counts": counts}, rail=True, place=20)
