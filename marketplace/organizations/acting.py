"""Whom one's browser acts for: the switch, kept in the sign-in."""

from __future__ import annotations

from flask import request
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from marketplace import audit
from marketplace.edge import actor, rule, session
from marketplace.errors import NotFound, NotSignedIn
from marketplace.organizations import queries
from marketplace.organizations.pages import pages
from marketplace.pages import done
from marketplace.policy import Actor, require
from marketplace.security import COOKIE_KEY, current_sign_in


def act_for(session: Session, actor: Actor, organization: str | None, adviser: str | None) -> None:
    """Act for an organisation from now on, in this browser; NotFound for one that one may not."""
    require(actor, "organization.switch")
    sign_in = current_sign_in(session, cookie.get(COOKIE_KEY))
    if sign_in is None:
        raise NotSignedIn()
    if organization and not queries.standing(session, sign_in.user_id, organization, adviser):
        raise NotFound(queries.MISSING)
    sign_in.organization_id, sign_in.adviser_id = organization, adviser
    subject = f"organization/{organization}" if organization else f"user/{actor.user}"
    audit.note(session, actor, "organization.switch", subject, {"adviser": adviser})


@pages.post("/acting")
@rule("organization.switch")
def switch() -> Response:
    """`organization` is an id, ID:ADVISER under a delegation, or empty for oneself."""
    organization, _colon, adviser = request.form.get("organization", "").partition(":")
    act_for(session(), actor(), organization or None, adviser or None)
    return done("/home", _("You act for another organisation now."))
