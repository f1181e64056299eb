"""What a firm's home says: invitations, certificates that run out, its profile, its matches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.matches import views as matches
from marketplace.needs.models import Invitation, Need
from marketplace.organizations.models import Organization
from marketplace.policy import Actor, may
from marketplace.profiles import expiry, words
from marketplace.profiles import queries as profiles
from marketplace.profiles.parts import completeness

BEST = 3


@gives_tasks
def invitations(session: Session, actor: Actor) -> Iterable[Task]:
    """Needs that a buyer asked this firm to look at, and that it has not opened."""
    if not actor.organization:
        return
    found = session.execute(
        select(Need, Organization)
        .join(Invitation, Invitation.need_id == Need.id)
        .join(Organization, Organization.id == Need.organization_id)
        .where(
            Invitation.organization_id == actor.organization,
            Invitation.seen_at.is_(None),
            Need.state == "published",
            Need.apply_by > now(session),
        )
    )
    for need, buyer in found:
        yield Task(
            _("Look at the need that %(buyer)s invites you to", buyer=buyer.name),
            need.title,
            f"/needs/{need.id}",
            _("See the need"),
            need.apply_by,
        )


@gives_tasks
def certificates(session: Session, actor: Actor) -> Iterable[Task]:
    """Certificates that have run out, or do within 60 days."""
    if not may(actor, "profile.update", actor.organization) or not actor.organization:
        return
    today = expiry.today(session)
    content = profiles.seen(session, actor, actor.organization).content
    for one in content.get("certificates") or ():
        if expiry.standing(one.get("valid_to"), today) in ("expires", "expired"):
            last = date.fromisoformat(one["valid_to"])
            yield Task(
                _("Renew %(scheme)s", scheme=one["scheme"]),
                _("Needs that ask for it look at the day of delivery."),
                "/profile/edit/certificates",
                _("Add the new one"),
                last,
                late=last < today,
            )


@gives_blocks
def best_matches(session: Session, actor: Actor) -> Iterable[Block]:
    """The three open needs that fit best."""
    if not actor.kinds & {"msme", "bso"} or not may(actor, "match.read", actor.organization):
        return
    found = matches.mine(session, actor, {})
    yield Block(
        _("Open needs that fit you"),
        "home/matches.html",
        {"matches": found["matches"][:BEST], "total": found["total"]},
        place=10,
    )


@gives_blocks
def profile(session: Session, actor: Actor) -> Iterable[Block]:
    """How complete the profile is, and its costliest gap."""
    if not actor.organization or not may(actor, "profile.read_own", actor.organization):
        return
    if not actor.kinds & {"msme", "bso"}:
        return
    seen = profiles.seen(session, actor, actor.organization)
    gap = next(iter(profiles.missing(session, seen.content)), None)
    what = words.MISSING.get((gap.part, gap.fact), words.PARTS[gap.part]) if gap else ""
    facts = {"share": completeness(seen.content), "gap": gap, "what": what}
    yield Block(_("Profile"), "home/profile.html", facts, rail=True, place=30)
