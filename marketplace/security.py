"""From a request to the actor behind it: a browser's sign-in, or a client's token."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Request
from flask import session as cookie
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts.models import ApiToken, SignIn, User
from marketplace.errors import NotSignedIn
from marketplace.organizations.queries import mine, standing
from marketplace.policy import ANONYMOUS, Actor
from marketplace.secrets import hash_of

SECOND_FACTOR_KINDS = frozenset({"lender", "programme"})
COOKIE_KEY = "sign_in"

TOKEN = (
    select(
        ApiToken.id,
        ApiToken.user_id,
        ApiToken.organization_id,
        ApiToken.scopes,
        ApiToken.expires_at,
        ApiToken.revoked_at,
        User.staff,
        User.disabled_at,
        User.locked_at,
    )
    .join(User, User.id == ApiToken.user_id)
    .where(ApiToken.secret_hash == bindparam("secret_hash"))
)
"""Columns only, built once: every request of an API client asks it."""


def identify(session: Session, request: Request) -> Actor:
    """The actor of a request: by bearer token under /api/, by the signed cookie elsewhere.

    Raises NotSignedIn for a token that is unknown, expired or revoked.
    """
    if request.path.startswith("/api/"):
        header = request.headers.get("Authorization", "")
        return by_token(session, header.removeprefix("Bearer ").strip()) if header else ANONYMOUS
    return by_cookie(session, cookie.get(COOKIE_KEY))


def by_token(session: Session, secret: str) -> Actor:
    """The actor of an API token."""
    token = session.execute(TOKEN, {"secret_hash": hash_of(secret)}).one_or_none()
    if token is None or token.revoked_at or token.expires_at <= now(session):
        raise NotSignedIn("The token is unknown, expired or revoked.")
    if token.locked_at:
        raise NotSignedIn("The account is locked.")
    if token.disabled_at:
        return replace(ANONYMOUS, scopes=frozenset(token.scopes), token=token.id)
    found = acting_person(session, token.user_id, token.staff, token.organization_id, None)
    return replace(found, scopes=frozenset(token.scopes), token=token.id)


def by_cookie(session: Session, secret: str | None) -> Actor:
    """The actor of a browser's sign-in; nobody once it is revoked or over."""
    sign_in = current_sign_in(session, secret)
    if sign_in is None:
        return ANONYMOUS
    user = session.get_one(User, sign_in.user_id)
    if waits_for_code(user, sign_in):
        return ANONYMOUS
    found = acting(session, user, sign_in.organization_id, sign_in.adviser_id)
    return found if sign_in.second_factor else without_second_factor(found)


def waits_for_code(user: User, sign_in: SignIn) -> bool:
    """Whether the password was given, and the second factor that the person set up was not."""
    return user.totp_confirmed_at is not None and not sign_in.second_factor


def current_sign_in(session: Session, secret: str | None) -> SignIn | None:
    """The sign-in that a cookie's secret stands for, unless it is over."""
    if not secret:
        return None
    sign_in = session.scalar(select(SignIn).where(SignIn.secret_hash == hash_of(secret)))
    if sign_in is None or sign_in.revoked_at or sign_in.expires_at <= now(session):
        return None
    return sign_in


def acting(
    session: Session, user: User, organization_id: str | None, adviser_id: str | None
) -> Actor:
    """The person acting for an organisation, by membership or by an adviser's delegation.

    A membership or delegation that has ended leaves the person acting for nobody.
    """
    if user.disabled_at or user.locked_at:
        return ANONYMOUS
    return acting_person(session, user.id, user.staff, organization_id, adviser_id)


def acting_person(
    session: Session,
    user_id: str,
    staff: bool,
    organization_id: str | None,
    adviser_id: str | None,
) -> Actor:
    """The same for a person who is known by id, and whose account is not closed."""
    person = Actor(user=user_id, staff=staff)
    if organization_id is None:
        return person
    found = standing(session, user_id, organization_id, adviser_id)
    return replace(person, **found) if found else person


def without_second_factor(actor: Actor) -> Actor:
    """What is left of an actor whose role asks for a second factor that was not given."""
    if actor.staff or actor.kinds & SECOND_FACTOR_KINDS:
        nobody: dict[str, Any] = {"role": None, "kinds": frozenset(), "staff": False}
        return replace(actor, organization=None, verified=False, unproven=True, **nobody)
    return actor


def first_organization(session: Session, user_id: str) -> str | None:
    """Whom a person acts for after signing in: the organisation joined first."""
    own = mine(session, user_id)
    return own[0][0].id if own else None


def asks_second_factor(session: Session, user: User) -> bool:
    """Whether one of the person's roles asks for a second factor, and none is set up."""
    own = [organization for organization, _ in mine(session, user.id)]
    kinds = {kind for organization in own for kind in organization.kinds}
    return user.totp_confirmed_at is None and (user.staff or bool(kinds & SECOND_FACTOR_KINDS))


def introduction(session: Session, email: str) -> tuple[str, str]:
    """Names of the person with this address and of the organisation joined first, or ""."""
    user = session.scalar(select(User).where(User.email == email))
    own = mine(session, user.id) if user else []
    return user.name if user else "", own[0][0].name if own else ""
