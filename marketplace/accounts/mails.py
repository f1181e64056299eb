"""Mails about an account, in its person's language."""

from __future__ import annotations

from sqlalchemy.orm import Session

from marketplace.accounts.models import User
from marketplace.deployment import settings_of
from marketplace.i18n import N_, translate
from marketplace.mailing import queue_mail

CONFIRM = (
    N_("Confirm your address at %(product)s"),
    N_(
        "Hello %(name)s,\n\nopen this page to confirm your address; the link is good for three"
        " days:\n%(link)s\n\nIf you did not register, do nothing: no account will be usable."
    ),
)
ALREADY = (
    N_("You already have an account at %(product)s"),
    N_(
        "Hello %(name)s,\n\nsomebody tried to register with your address. You have an account"
        " already. Sign in here, or ask there for a new password:\n%(link)s"
    ),
)
RESET = (
    N_("A new password for %(product)s"),
    N_(
        "Hello %(name)s,\n\nopen this page to choose a new password; the link is good for two"
        " hours:\n%(link)s\n\nIf you did not ask for it, do nothing: your password stays."
    ),
)
CHANGED = (
    N_("Your password at %(product)s was changed"),
    N_(
        "Hello %(name)s,\n\nyour password was changed and all other sign-ins were ended. If this"
        " was not you, ask for a new password at once:\n%(link)s"
    ),
)
LOCKED = (
    N_("Your account at %(product)s is locked"),
    N_(
        "Hello %(name)s,\n\nan administrator locked your account, and all your sign-ins and API"
        " tokens have ended. The reason:\n%(reason)s\n\nIf you think that this is wrong, answer to"
        " this mail.\n%(link)s"
    ),
)
UNLOCKED = (
    N_("Your account at %(product)s is open again"),
    N_(
        "Hello %(name)s,\n\nyou can sign in again. The reason:\n%(reason)s\n\nAPI tokens that you"
        " had stay ended; make new ones if you need them.\n%(link)s"
    ),
)


def mail(session: Session, user: User, template: tuple[str, str], path: str, **more: str) -> None:
    """Queue a mail from a template to the person; `path` is the page that it links to, `more` the
    template's other facts."""
    settings = settings_of(session)
    facts = {
        "product": settings.product_name,
        "name": user.name,
        "link": settings.public_url.rstrip("/") + path,
        **more,
    }
    subject, text = (translate(user.language, part, **facts) for part in template)
    queue_mail(session, user.email, subject, text)
