"""What is wrong with a field, in the reader's language: schemas speak English, to programs."""

from __future__ import annotations

import re

from flask_babel import gettext

from marketplace.i18n import N_

_PATTERNS = (
    (r"Missing data for required field\.|Field may not be null\.", N_("Fill this in.")),
    (r"Shorter than minimum length (?P<n>\d+)\.", N_("Write at least %(n)s characters.")),
    (r"Longer than maximum length (?P<n>\d+)\.", N_("Write at most %(n)s characters.")),
    (
        r"Length must be between 1 and (?P<n>\d+)\.",
        N_("Write something, at most %(n)s characters."),
    ),
    (
        r"Length must be between (?P<low>\d+) and (?P<high>\d+)\.",
        N_("Write between %(low)s and %(high)s characters."),
    ),
    (r"Not a valid (number|integer|float)\.", N_("Write a number in digits.")),
    (r"Not a valid date\.", N_("Give a day, such as 30 January 2027.")),
    (r"Not a valid boolean\.", N_("Say yes or no.")),
    (r"Not a valid email address\.", N_("Write an address such as name@example.com.")),
    (r"Not a valid URL\.", N_("Write an address that begins with https://.")),
    (r"Not a valid (string|list|mapping type)\.|Invalid input type\.", N_("This cannot be read.")),
    (r"Must be one of: .*", N_("Choose one from the list.")),
    (
        r"Must be greater than or equal to (?P<low>[\d.]+)"
        r" and less than or equal to (?P<high>[\d.]+)\.",
        N_("Must be between %(low)s and %(high)s."),
    ),
    (r"Must be greater than or equal to (?P<low>[\d.]+)\.", N_("Must be %(low)s or more.")),
    (r"Must be greater than (?P<low>[\d.]+)\b.*", N_("Must be more than %(low)s.")),
    (r"Must be less than or equal to (?P<high>[\d.]+)\.", N_("Must be at most %(high)s.")),
    (r"Unknown field\.", N_("This field is not known here.")),
    (r"'(?P<code>.*)' is not a code of .*", N_("“%(code)s” is not on the list; choose from it.")),
    (
        r"The weights sum to (?P<sum>.*); they must sum to 100\.",
        N_("The weights add up to %(sum)s%%. They must add up to 100%%."),
    ),
    (
        r"Use at least (?P<n>\d+) characters, better three words\.",
        N_("Use at least %(n)s characters, better three words."),
    ),
    (
        r"At most (?P<n>\d+) tokens can be in use; revoke one first\.",
        N_("At most %(n)s tokens can be in use; revoke one first."),
    ),
    (
        r"At most (?P<n>\d+) firms can be invited to one need\.",
        N_("At most %(n)s firms can be invited to one need."),
    ),
    (
        r"This file cannot be read: .*",
        N_("This file cannot be read, or is too large once unpacked. Check it and send it again."),
    ),
    (
        r"An organisation with this .* is registered already: claim it\.",
        N_("An organisation with this number is registered already: claim it."),
    ),
    (
        r"An organisation with this .* is registered already: ask to join it\.",
        N_("An organisation with this number is registered already: ask to join it."),
    ),
    (
        r"The file is larger than (?P<n>\d+) MB.*",
        N_("The file is larger than %(n)s MB. Send a smaller one, or send it in parts."),
    ),
    (r"A token lasts at most (?P<n>\d+) days\.", N_("A token lasts at most %(n)s days.")),
    (r"The identifier .* is empty: .*", N_("This number is empty: write it or leave it out.")),
    (r"The check digit of CPV .*", N_("The check digit of this CPV code does not fit.")),
    (
        r"(A need|An organisation|An application) that is \w+ (cannot|takes no) .*",
        N_("Its state does not allow this now."),
    ),
    (
        r"Row (?P<row>\d+): give name, start date and hours a week\.",
        N_("Row %(row)s: give name, start date and hours a week."),
    ),
    (r"Must be a period such as (?P<code>.+)\.", N_("Must be a period such as %(code)s.")),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _PATTERNS)


def shown(detail: str) -> str:
    """The fault in the page's language; one that nobody put into words goes through the
    catalogue as it is."""
    for pattern, text in _COMPILED:
        found = pattern.fullmatch(detail)
        if found:
            facts = found.groupdict()
            return gettext(text, **facts) if facts else gettext(text)
    return gettext(detail.replace("%", "%%")).replace("%%", "%") if detail else ""
