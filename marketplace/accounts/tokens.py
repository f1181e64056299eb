"""API tokens: made, shown once, revoked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.accounts import queries, rules
from marketplace.accounts.models import ApiToken
from marketplace.deployment import settings_of
from marketplace.errors import Conflict, Fault, Forbidden, Invalid
from marketplace.policy import SCOPES, Actor, require, why_not
from marketplace.secrets import new_secret


def create_token(
    session: Session,
    actor: Actor,
    name: str,
    scopes: Collection[str],
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """A token for the person and the organisation acted for; its secret is told this once.

    Raises Invalid for an unknown scope or a bad last day, Forbidden where a token asks for
    scopes that it has not got itself, or a second factor is due: a token needs none later.
    """
    require(actor, "token.manage", actor.user)
    if actor.unproven:
        raise Forbidden(why_not(actor, "token.manage"))
    _check(session, actor, scopes, expires_at)
    secret, hashed = new_secret()
    days = int(settings_of(session).token_days)
    token = ApiToken(
        id=new_id(session),
        user_id=actor.user,
        organization_id=actor.organization,
        name=name,
        secret_hash=hashed,
        scopes=sorted(set(scopes)),
        created_at=now(session),
        expires_at=expires_at or now(session) + timedelta(days=days),
    )
    session.add(token)
    audit.note(session, actor, "token.create", f"token/{token.id}", {"scopes": token.scopes})
    return token, secret


def revoke_token(session: Session, actor: Actor, token_id: str) -> ApiToken:
    """A token works no more; revoking it again changes nothing."""
    token = queries.own_token(session, actor, token_id)
    if token.revoked_at is None:
        token.revoked_at = now(session)
        audit.note(session, actor, "token.revoke", f"token/{token.id}")
    return token


def revoke_all_for(session: Session, organization_id: str) -> int:
    """Tokens that act for the organisation work no more; returns how many there were."""
    live = select(ApiToken).where(
        ApiToken.organization_id == organization_id, ApiToken.revoked_at.is_(None)
    )
    found = session.scalars(live).all()
    for token in found:
        token.revoked_at = now(session)
    return len(found)


def _check(
    session: Session, actor: Actor, scopes: Collection[str], expires_at: datetime | None
) -> None:
    faults = [
        Fault(f"/scopes/{place}", f"There is no scope {scope!r}.")
        for place, scope in enumerate(scopes)
        if scope not in SCOPES
    ]
    if not scopes:
        faults.append(Fault("/scopes", "Choose at least one scope."))
    if expires_at and (fault := rules.fault_of_expiry(expires_at, now(session))):
        faults.append(Fault("/expires_at", fault))
    if faults:
        raise Invalid(faults)
    if actor.scopes is not None and not set(scopes) <= actor.scopes:
        raise Forbidden("A token can only make tokens with scopes of its own.")
    if len(queries.tokens(session, actor)) >= rules.MOST_TOKENS:
        raise Conflict(f"At most {rules.MOST_TOKENS} tokens can be in use; revoke one first.")
