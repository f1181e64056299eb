"""Every text of the interface stands in both catalogues, whole."""

from pathlib import Path

import pytest

from tests.meta.catalogues import TEMPLATES, forms, held, placeholders, texts, unmarked, wanted
from tools import catalogues

NAMES = {"API", "BEP", "CSV", "IATI", "JSON", "SHA", "XLSX"}
"""Words and codes that are the same in every language."""
PAGES = sorted(set(TEMPLATES.rglob("*.html")) - {TEMPLATES / "kit.html"})
"""All but the page that shows developers the macros."""

each_language = pytest.mark.parametrize("language", catalogues.LANGUAGES)


@each_language
def test_every_text_is_translated(language: str) -> None:
    found = held(language)
    whole = {msgid for msgid, one in found.items() if all(forms(one)) and not one.fuzzy}
    assert wanted() - whole == set()


@each_language
def test_no_text_is_held_that_nobody_asks_for(language: str) -> None:
    assert set(held(language)) - wanted() == set()


@each_language
def test_placeholders_are_those_of_the_text(language: str) -> None:
    for message in held(language).values():
        allowed = [placeholders(text) for text in texts(message)]
        for form in forms(message):
            assert placeholders(form) in allowed, form


def test_a_form_for_many_numbers_says_the_number() -> None:
    """Macedonian uses its first form for 1, 21, 31 …, so that it cannot leave the number out."""
    plural = [message for message in held("mk").values() if len(forms(message)) > 1]
    assert plural
    assert all("%(num)s" in forms(message)[0] for message in plural)


@each_language
def test_lines_and_ends_are_those_of_the_text(language: str) -> None:
    for message in held(language).values():
        lines = {text.count("\n") for text in texts(message)}
        for form in forms(message):
            assert form == form.strip(), form
            assert form.count("\n") in lines, form


@each_language
def test_catalogues_are_as_the_command_writes_them(language: str) -> None:
    written = catalogues.written(catalogues.held(language))
    assert catalogues.path_of(language).read_text(encoding="utf-8") == written


def test_a_text_has_letters() -> None:
    first = [msgid if isinstance(msgid, str) else msgid[0] for msgid in wanted()]
    assert [text for text in first if not any(letter.isalpha() for letter in text)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_say_nothing_past_the_catalogues(path: Path) -> None:
    assert set(unmarked(path)) - NAMES == set()
