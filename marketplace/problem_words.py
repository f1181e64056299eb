"""What the page of a refusal says: what happened, what did not change, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_

WORDS: Mapping[int, tuple[str, str]] = {
    400: (
        N_("The request cannot be carried out"),
        N_(
            "Nothing was changed. If this was a form, it may have been open for too long, or "
            "cookies are off: load the page again and send it once more."
        ),
    ),
    401: (N_("Sign in first"), N_("This page is for people who are signed in.")),
    403: (
        N_("You may not do this"),
        N_(
            "Nothing was changed. The organisation that you act for is named in the bar; "
            "you can act for another one there."
        ),
    ),
    404: (
        N_("There is nothing here"),
        N_("The address may be mistyped, or the page is not yours to see."),
    ),
    405: (N_("This address takes no such request"), N_("Nothing was changed.")),
    409: (N_("This does not fit the present state"), N_("Nothing was changed.")),
    410: (N_("This is no longer here"), N_("Nothing was changed.")),
    412: (
        N_("Somebody changed this after you opened it"),
        N_("Nothing was changed. Load the page again, and make your change on the newest version."),
    ),
    413: (N_("The file is too large"), N_("Nothing was stored. Choose a smaller file.")),
    422: (N_("Some fields need another look"), N_("Nothing was changed.")),
    428: (
        N_("The version that you change is not known"),
        N_("Load the page again, and try again."),
    ),
    429: (N_("Too many attempts; wait a little"), N_("Nothing was changed.")),
    500: (
        N_("Something went wrong on our side"),
        N_("Nothing was changed. Try again; if it fails a second time, tell us the number below."),
    ),
    503: (
        N_("This part is not available at the moment"),
        N_("Nothing was changed, and nothing is lost. Everything else works; try again later."),
    ),
}
"""Status to title and text (msgids)."""
BUSY = (
    N_("The store is busy or away for a moment"),
    N_("Nothing was kept of this request. Wait a few seconds, then send it once more."),
)


def words(status: int, code: str = "") -> tuple[str, str]:
    """Title and text for a status, those of the nearest one for a status without its own."""
    if code == "busy":
        return BUSY
    return WORDS.get(status) or WORDS[500 if status >= 500 else 400]
