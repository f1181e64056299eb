"""Names in the reader's language, and whose language a text is in."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape


def name_in(name: str, names: Mapping[str, str] | None, language: str) -> tuple[str, str | None]:
    """The name that a reader of the language sees, and its language where that is another.

    Names are shown as written: one in the reader's language where there is one, else the main
    one, whose language is known only if it stands among `names` too.
    """
    given = names or {}
    if language in given:
        return given[language], None
    return name, next((code for code, text in given.items() if text == name), None)


def in_language(text: str, language: str | None) -> Markup:
    """The text, marked with its language where it is not the page's."""
    if not language:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(language, text)


def script_of(text: str) -> str | None:
    """`mk` for a text mostly in Cyrillic, else None: nothing else tells itself apart."""
    letters = [char for char in text if char.isalpha()]
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in letters)
    return "mk" if letters and cyrillic * 2 > len(letters) else None
