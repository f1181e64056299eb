"""Every text of the interface stands in both catalogues, whole."""

from pathlib import Path

import pytest

from tests.meta import catalogues

LANGUAGES = ("mk", "sq")
NAMES = {"API", "CSV", "XLSX"}
"""Words that are the same in every language."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    held = {message.id: message for message in catalogues.catalogue(language) if message.id}
    lacking = [
        f"{file}: {msgid}"
        for msgid, file in catalogues.wanted().items()
        if msgid not in held or held[msgid].fuzzy or not all(catalogues.forms(held[msgid]))
    ]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_translated_that_nobody_asks_for(language: str) -> None:
    held = {message.id for message in catalogues.catalogue(language) if message.id}
    assert held - set(catalogues.wanted()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_text(language: str) -> None:
    for message in catalogues.catalogue(language):
        asked = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = [catalogues.placeholders(text) for text in asked]
        for form in catalogues.forms(message) if message.id else ():
            assert catalogues.placeholders(form) in allowed, form


def test_a_form_for_many_numbers_says_the_number() -> None:
    """Macedonian uses its first form for 1, 21, 31 …, so that it cannot leave the number out."""
    for message in catalogues.catalogue("mk"):
        if isinstance(message.id, tuple):
            assert "%(num)s" in catalogues.forms(message)[0], message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_and_ends_of_a_text_are_kept(language: str) -> None:
    for message in catalogues.catalogue(language):
        for form in catalogues.forms(message) if isinstance(message.id, str) else ():
            assert form.count("\n") == message.id.count("\n") or not message.id, form
            assert form == form.strip() or not message.id, form


def test_a_text_has_letters() -> None:
    ids = [msgid if isinstance(msgid, str) else msgid[0] for msgid in catalogues.wanted()]
    assert [text for text in ids if not any(letter.isalpha() for letter in text)] == []


TEMPLATES = sorted(set(catalogues.TEMPLATES.rglob("*.html")) - {catalogues.TEMPLATES / "kit.html"})
"""All but the page that shows developers the macros."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_say_nothing_past_the_catalogues(path: Path) -> None:
    assert set(catalogues.unmarked(path)) - NAMES == set()
