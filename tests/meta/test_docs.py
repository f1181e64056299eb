"""The docs name every setting, with its default, and every command."""

from __future__ import annotations

from dataclasses import fields

from marketplace.cli import COMMANDS
from marketplace.config import Settings
from tests.meta.sources import ROOT
from tools.write_settings import PAGE, page


def test_the_page_of_settings_is_what_the_code_says() -> None:
    assert PAGE.read_text() == page(), "run: python tools/write_settings.py"


def test_every_setting_is_read_from_a_variable_of_its_own() -> None:
    names = [field.metadata["env"] for field in fields(Settings)]
    assert len(names) == len(set(names))
    assert all(field.metadata["says"] for field in fields(Settings))


def test_docs_name_every_command() -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    said = "\n".join(path.read_text() for path in texts if path.exists())
    assert [name for name in COMMANDS if f"marketplace {name}" not in said] == []
