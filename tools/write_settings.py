"""Write docs/settings.md from marketplace.config.Settings."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "settings.md"
sys.path.insert(0, str(ROOT))

from marketplace.config import Settings

HEAD = """# Settings

Read from the environment once, where a process starts. This page is written by
`python tools/write_settings.py` from `marketplace/config.py`; a test compares.

Two sets of addresses are supported, and any other mix is refused at start: none of
DATABASE_URL, BUS_URL and SEARCH_URL (SQLite, in-process bus, tantivy), or all three
(PostgreSQL, Apache Kafka, Elasticsearch).

| variable | default | what it is |
|---|---|---|
"""


def page() -> str:
    """The page's text."""
    return HEAD + "".join(
        f"| `{f.metadata['env']}` | {_shown(str(f.default))} | {_escaped(f.metadata['says'])} |\n"
        for f in fields(Settings)
    )


def _shown(default: str) -> str:
    return f"`{default}`" if default else "empty"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page())
