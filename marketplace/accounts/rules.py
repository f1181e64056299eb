"""Decisions on accounts: standard library only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from marketplace.i18n import N_

CONFIRM_FOR = timedelta(days=3)
RESET_FOR = timedelta(hours=2)
LONGEST_TOKEN = timedelta(days=366)
MOST_TOKENS = 50


def weakness(password: str, *personal: str) -> str | None:
    """What makes a password easy to guess, in a sentence, or None."""
    folded = password.casefold()
    if len(set(folded)) < 5:
        return N_("Use more different characters.")
    if any(len(word) > 3 and word in folded for word in _words(personal)):
        return N_("Leave your name and address out of it.")
    if folded in COMMON:
        return N_("This is one of the first passwords that anybody tries.")
    return None


def _words(personal: Collection[str]) -> set[str]:
    return {word for text in personal for word in text.casefold().replace("@", " ").split() if word}


COMMON = frozenset(
    {
        "0123456789",
        "1234567890",
        "12345678910",
        "1q2w3e4r5t",
        "1q2w3e4r5t6y",
        "administrator",
        "iloveyou123",
        "letmein123",
        "marketplace",
        "password1234",
        "password123",
        "passwordpassword",
        "qwerty12345",
        "qwertyuiop",
        "welcome123",
    }
)
"""Long enough for the rule on length, and all the same the first to be tried."""


def fault_of_expiry(expires: datetime, now: datetime) -> str | None:
    """What is wrong with a token's last moment, or None."""
    if expires <= now:
        return N_("Choose a day to come.")
    if expires > now + LONGEST_TOKEN:
        return f"A token lasts at most {LONGEST_TOKEN.days} days."
    return None
