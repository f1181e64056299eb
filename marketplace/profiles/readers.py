"""Who reads: how much of a profile an actor sees."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from marketplace.policy import Actor, may
from marketplace.profiles import hooks
from marketplace.profiles.parts import APPLIED_TO, OWN, PUBLIC, SIGNED_IN


def levels(session: Session, actor: Actor, owners: Collection[str]) -> dict[str, str]:
    """For each of these organisations, the level (parts.LEVELS) at which the actor reads it."""
    base = SIGNED_IN if actor.verified or may(actor, "organization.review") else PUBLIC
    buyer = actor.organization if actor.verified else None
    applied = hooks.applied(session, buyer, owners)
    return {
        owner: OWN
        if may(actor, "profile.read_own", owner)
        else APPLIED_TO
        if owner in applied
        else base
        for owner in owners
    }


def level(session: Session, actor: Actor, owner: str) -> str:
    """The level at which the actor reads this organisation's profile."""
    return levels(session, actor, [owner])[owner]
