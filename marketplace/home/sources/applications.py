"""What a firm's home says of its applications: drafts to send, changes to confirm, how many."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications import queries
from marketplace.home.sources.adviser import held
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.needs.rules import is_open
from marketplace.policy import Actor, may

SHOWN = 50
APPLY = "apply"


@gives_tasks
def to_send(session: Session, actor: Actor) -> Iterable[Task]:
    """Drafts, and applications whose need has changed, while there is time."""
    if not actor.organization or not may(actor, "application.write", actor.organization):
        return
    states = ("draft", "submitted")
    found, _total = queries.own_applications(session, actor, states=states, limit=SHOWN)
    waiting = queries.unconfirmed(session, [application for application, _need in found])
    for application, need in found:
        path = f"/applications/{application.id}"
        if not is_open(need.state, need.apply_by, now(session)):
            continue
        if application.id in waiting:
            said = _("%(need)s has changed; otherwise it lapses.", need=need.title)
            title = _("Confirm your application")
            yield Task(title, said, path, _("Look at it"), need.apply_by)
        elif application.state == "draft":
            said = _("%(need)s: it is a draft, nobody has it yet.", need=need.title)
            title = _("Finish and send your application")
            yield Task(title, said, path, _("Go on"), need.apply_by)


@gives_blocks
def standing(session: Session, actor: Actor) -> Iterable[Block]:
    """How many applications are where."""
    if not actor.organization or not may(actor, "application.write", actor.organization):
        return
    counts = queries.states(session, actor)
    if counts:
        facts = {"counts": counts}
        yield Block(_("Applications"), "home/applications.html", facts, rail=True, place=10)


@gives_tasks
def of_members(session: Session, actor: Actor) -> Iterable[Task]:
    """For an adviser: what the firms that it may apply for still have to send or confirm."""
    if "bso" not in actor.kinds or not may(actor, "delegation.read", actor.organization):
        return
    firms = {firm.id: firm for firm, one in held(session, actor) if APPLY in one.tasks}
    found = queries.changeable_of(session, list(firms))
    waiting = queries.unconfirmed(session, [application for application, _need in found])
    for application, need in found:
        if not is_open(need.state, need.apply_by, now(session)):
            continue
        if application.state == "draft" or application.id in waiting:
            firm = firms[application.organization_id].name
            yield Task(
                _("Send an application of %(firm)s", firm=firm)
                if application.state == "draft"
                else _("Confirm an application of %(firm)s", firm=firm),
                _("%(need)s: act for the firm to do it.", need=need.title),
                f"/needs/{need.id}",
                _("See the need"),
                need.apply_by,
            )
