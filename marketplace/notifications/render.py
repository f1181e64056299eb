"""The text of a notification in a person's language, for the page and for mails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marketplace.config import Settings
from marketplace.i18n import N_, translate
from marketplace.notifications.kinds import KINDS
from marketplace.presenters.money import money

Facts = Mapping[str, Any]

DAYS = ("until",)
"""Facts that are days, stored as ISO text."""

AMOUNTS = ("amount",)
"""Facts that are money, stored as `1250.00 EUR`."""

AFTER = {"reason": N_("Reason: %(words)s"), "message": N_("Message: %(words)s")}
"""Facts that people wrote, and how they follow the line."""
MORE = N_("More: %(address)s")
CHOOSE = N_("Choose what is mailed to you, and when: %(address)s")
DIGEST = N_("%(number)s new messages on %(product)s")


def subject(kind: str, facts: Facts, language: str) -> str:
    """One line without its end, for a list's heading or a mail's subject."""
    return translate(language, KINDS[kind].subject, **_local(facts, language))


def body(kind: str, facts: Facts, language: str) -> str:
    """What happened, and below it what somebody wrote about it, if anybody did."""
    line = translate(language, KINDS[kind].line, **_local(facts, language))
    written = [(text, facts[name]) for name, text in AFTER.items() if facts.get(name)]
    return "\n".join([line, *(translate(language, text, words=words) for text, words in written)])


def path(kind: str, facts: Facts) -> str:
    """Where it leads, below the deployment's address."""
    return KINDS[kind].path % facts


def mail_text(settings: Settings, parts: Sequence[tuple[str, str]], language: str) -> str:
    """A mail out of (text, path) pairs, with where to choose how one is told."""
    blocks = [
        f"{text}\n{translate(language, MORE, address=settings.public_url + path)}"
        for text, path in parts
    ]
    address = f"{settings.public_url}/notifications/preferences"
    return "\n\n".join([*blocks, translate(language, CHOOSE, address=address)]) + "\n"


def digest_subject(settings: Settings, number: int, language: str) -> str:
    """The subject of a digest."""
    return translate(language, DIGEST, number=number, product=settings.product_name)


def _local(facts: Facts, language: str) -> dict[str, Any]:
    return {
        name: _day(value, language)
        if name in DAYS and value
        else _money(value, language)
        if name in AMOUNTS and value
        else value
        for name, value in facts.items()
    }


def _day(value: str, language: str) -> str:
    from babel.dates import format_date  # locale data is loaded where a text is rendered

    return str(format_date(date.fromisoformat(value), "d MMMM y", locale=language))


def _money(value: str, language: str) -> str:
    amount, _, currency = value.partition(" ")
    return money(amount, currency, language)
