"""Pages of signing in at an OpenID Connect provider."""

from __future__ import annotations

import structlog
from flask import redirect, request
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from integrations.oidc import Identified, MismatchingState, OidcFailed, OidcProvider
from marketplace.accounts import federated
from marketplace.accounts.blueprint import pages
from marketplace.accounts.entry import enter
from marketplace.edge import actor, rule, sessions, settings
from marketplace.errors import Forbidden, NotFound
from marketplace.forms import language
from marketplace.limits import limited
from marketplace.pages import done, local_path

log = structlog.get_logger()
REMEMBERED = "provider"


def _provider() -> OidcProvider:
    found = federated.provider(settings())
    if found is None:
        raise NotFound()
    return found


@pages.get("/sign-in/provider")
@limited("sign-in")
@rule("account.enter")
def to_provider() -> Response:
    try:
        url, begun = _provider().begin()
    except OidcFailed as error:
        return _back(error)
    wanted = local_path(request.args.get("next"), "/home")
    cookie[REMEMBERED] = begun.as_dict() | {"next": wanted}
    return redirect(url, 303)


@pages.get(federated.RETURN_TO)
@rule("account.enter")
def from_provider() -> Response:
    """The redirect back is a GET that writes: it has a transaction of its own, begun only after
    the provider has answered."""
    remembered = cookie.pop(REMEMBERED, {})
    try:
        who = _provider().finish(request.args.to_dict(), remembered)
    except OidcFailed as error:
        return _back(error)
    try:
        return _enter(who, remembered.get("next"))
    except Forbidden as refusal:
        return done("/sign-in", refusal.detail, "bad")


def _enter(who: Identified, wanted: str | None) -> Response:
    with sessions().write() as writing:
        user = federated.account_of(writing, actor(), who, language())
        return enter(writing, user.id, wanted=wanted)


def _back(error: OidcFailed) -> Response:
    log.warning("provider sign-in failed", error=str(error))
    if isinstance(error, MismatchingState):
        text = _("This answer belongs to another sign-in. Begin again.")
    else:
        text = _("Your provider could not sign you in. Try again, or use your password.")
    return done("/sign-in", text, "bad")
