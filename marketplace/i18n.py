"""Interface text in a named language, where no request chooses one: mails, exports, documents."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "translations"


@cache
def _translations(language: str) -> Any:
    from babel.support import Translations

    return Translations.load(str(FOLDER), [language])


def translate(language: str, text: str, **facts: Any) -> str:
    """The text in the language, its %(name)s replaced by the facts."""
    found = str(_translations(language).ugettext(text))
    return found % facts if facts else found


def N_(text: str) -> str:
    """Marks a text for the catalogue where it is translated later."""
    return text
