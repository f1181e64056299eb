"""What the code asks of the catalogues, and what templates say past them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "marketplace" / "translations"
TEMPLATES = ROOT / "marketplace" / "templates"
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "N_": None}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|&\w+;", re.DOTALL)
ATTRIBUTE = re.compile(r"""[\w-]+=("[^"]*"|'[^']*')|\brequired\b""")
"""What is left of a tag of which a macro writes the rest."""
SAID_BY_ATTRIBUTES = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')


@cache
def wanted() -> dict[str | tuple[str, ...], str]:
    """Each msgid of the code with the file that asks for it."""
    with (ROOT / "babel.cfg").open() as source:
        methods, options = parse_mapping_cfg(source)
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        keywords=KEYWORDS,
        directory_filter=_is_ours,
        strip_comment_tags=True,
    )
    return {msgid: file for file, _line, msgid, _comments, _context in found}


def _is_ours(folder: str) -> bool:
    path = Path(folder).relative_to(ROOT)
    return path.parts[:1] in ((), ("marketplace",), ("matching",)) and path.name != "static"


@cache
def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source, abort_invalid=True)


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def unmarked(template: Path) -> Iterator[str]:
    """Words that a template shows without asking the catalogue."""
    text = JINJA.sub("", template.read_text(encoding="utf-8"))
    said = [ATTRIBUTE.sub(" ", MARKUP.sub(" ", text)), *SAID_BY_ATTRIBUTES.findall(text)]
    for part in said:
        yield from re.findall(r"[^\W\d_]{3,}", part)
