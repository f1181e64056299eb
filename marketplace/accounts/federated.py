"""Signing in by an OpenID Connect provider: whose account it is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from integrations.oidc import Identified, OidcProvider
from marketplace import audit
from marketplace.accounts import queries, signins
from marketplace.accounts.models import Identity, User
from marketplace.accounts.services import new_user
from marketplace.config import Settings
from marketplace.errors import Forbidden
from marketplace.policy import Actor, require

RETURN_TO = "/sign-in/provider/back"


def provider(settings: Settings) -> OidcProvider | None:
    """The provider that the settings name, if any."""
    if not settings.oidc_issuer:
        return None
    return OidcProvider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret,
        settings.public_url.rstrip("/") + RETURN_TO,
    )


def account_of(session: Session, actor: Actor, who: Identified, language: str) -> User:
    """The account of whoever signed in at the provider, made where there is none.

    First by the provider's own name for the person, then by an address that the provider has
    verified. Raises Forbidden for an address that is not, and for a closed account.
    """
    require(actor, "account.enter")
    identity = session.scalar(
        select(Identity).where(Identity.issuer == who.issuer, Identity.subject == who.subject)
    )
    if identity is not None:
        user = session.get_one(User, identity.user_id)
    else:
        user = _linked(session, who, language)
    if user.disabled_at is not None:
        raise Forbidden("This account was closed.")
    return user


def _linked(session: Session, who: Identified, language: str) -> User:
    if not who.verified or not who.email:
        raise Forbidden("Your provider has not verified your address; sign in with a password.")
    user = queries.by_email(session, who.email)
    if user is None:
        user = new_user(session, who.email, who.name or who.email, language)
        session.flush()
    if user.confirmed_at is None:
        _take_over(session, user)
    session.add(
        Identity(id=new_id(session), user_id=user.id, issuer=who.issuer, subject=who.subject)
    )
    audit.note(session, Actor(user=user.id), "account.link", f"user/{user.id}")
    return user


def _take_over(session: Session, user: User) -> None:
    """Whoever registered the address without confirming it may not be its owner."""
    user.confirmed_at, user.password_hash = now(session), None
    signins.end_all(session, user.id)
