"""What an adviser's home says of firms that lost their first three tries."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from marketplace.home.sources.adviser import held
from marketplace.home.tasks import Task, gives_tasks
from marketplace.insight.tries import lost_first
from marketplace.policy import Actor, may


@gives_tasks
def lost(session: Session, actor: Actor) -> Iterable[Task]:
    """Firms acted for that were never chosen in three tries or more."""
    if "bso" not in actor.kinds or not may(actor, "delegation.read", actor.organization):
        return
    firms = {
        firm.id: firm for firm, delegation in held(session, actor) if "apply" in delegation.tasks
    }
    for firm_id in lost_first(session, firms):
        yield Task(
            _("Look at the applications of %(firm)s", firm=firms[firm_id].name),
            _("Its first three were not chosen. Why stands on each; help it before the next."),
            f"/organizations/{firm_id}",
            _("See the firm"),
        )
