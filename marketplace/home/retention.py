"""How long each kind of data is kept, and why: the table of the privacy notice."""

from __future__ import annotations

from flask_babel import gettext as _

from marketplace.edge import settings


def kinds() -> list[tuple[str, str, str]]:
    """(what, why it is held, until when), in the reader's language."""
    days = int(settings().keep_days)
    return [
        (
            _("Your account: name, e-mail address, language, a hash of the password"),
            _("So that you can sign in and be told what concerns you"),
            _("Until you close the account"),
        ),
        (
            _("Sign-ins: browser, time, organisation acted for"),
            _("So that you can see and end them"),
            _("%(days)s days after the last one ends", days=settings().session_days),
        ),
        (
            _("Your organisation: names, register numbers, place, members"),
            _("So that others know whom they deal with"),
            _("As long as it is on the marketplace"),
        ),
        (
            _("Claims of organisations, with the documents that prove them"),
            _("So that staff can decide whose an organisation is, and explain it afterwards"),
            _("Until whoever made the claim closes their account"),
        ),
        (
            _("The profile and its certificates"),
            _("So that needs find you; you choose who sees each part"),
            _("Until you change or remove it"),
        ),
        (
            _("Needs, questions, invitations, shortlists"),
            _("So that a choice of suppliers can be explained afterwards"),
            _("As long as the need is kept as a record of the buyer"),
        ),
        (
            _("Who did what, and when"),
            _("So that each change can be traced; it names people by number only"),
            _("As long as the record it belongs to"),
        ),
        (
            _("Messages between the parts of the system"),
            _("So that nothing is lost when a part fails; they hold numbers and business facts"),
            _("%(days)s days", days=days),
        ),
        (
            _("Cookies: sign-in, language, theme"),
            _("So that the page works as you chose; none of them follows you elsewhere"),
            _("Sign-in: %(days)s days; the others: one year", days=settings().session_days),
        ),
    ]
