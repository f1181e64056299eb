"""Why a row was not taken, in the reader's language: readers of files speak English."""

from __future__ import annotations

import re

from flask_babel import gettext

from marketplace.i18n import N_

_PATTERNS = (
    (r"no award_id", N_("The award has no number (award_id).")),
    (r"no buyer", N_("The row names no buyer.")),
    (r"no supplier", N_("The row names no supplier.")),
    (r"no date", N_("The row has no date.")),
    (r"title shorter than (?P<n>\d+) characters", N_("The title has fewer than %(n)s characters.")),
    (
        r"(?P<what>\w+) longer than (?P<n>\d+) characters",
        N_("%(what)s has more than %(n)s characters."),
    ),
    (r"not a date: (?P<what>.*)", N_("“%(what)s” is no date such as 2024-01-31.")),
    (r"not an amount: (?P<what>.*)", N_("“%(what)s” is no amount such as 1843.20.")),
    (r"not UTF-8.*", N_("The text is not in UTF-8: save the file in that encoding.")),
    (
        r"(?P<n>\d+) cells where the header has (?P<all>\d+)",
        N_("The row has %(n)s cells, the heading %(all)s."),
    ),
    (r"not CSV: .*", N_("The row cannot be read: a cell is too long, or a quote stands open.")),
    (r"not JSON: .*", N_("The line is not JSON.")),
    (r"not an OCDS release: .*", N_("The release does not follow OCDS.")),
    (
        r"the buyer is not (?P<us>.*?): (?P<them>.*)",
        N_("The buyer is not %(us)s but %(them)s."),
    ),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _PATTERNS)


def said(reason: str) -> str:
    """The reason in the page's language; one that has no words here, as it was given."""
    for pattern, text in _COMPILED:
        if found := pattern.fullmatch(reason):
            return gettext(text, **found.groupdict())
    return reason
