"""Reads the catalogues for tests, and what templates say past them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message

from tools import catalogues

TEMPLATES = catalogues.ROOT / "marketplace" / "templates"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|&\w+;", re.DOTALL)
ATTRIBUTE = re.compile(r"""[\w-]+=("[^"]*"|'[^']*')|\brequired\b""")
"""What is left of a tag of which a macro writes the rest."""
SAID_BY_ATTRIBUTES = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')


@cache
def wanted() -> frozenset[str | tuple[str, ...]]:
    return frozenset(_key(message) for message in catalogues.wanted() if message.id)


@cache
def held(language: str) -> dict[str | tuple[str, ...], Message]:
    return {_key(message): message for message in catalogues.held(language) if message.id}


def _key(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def texts(message: Message) -> list[str]:
    """The msgid, or its singular and plural."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def forms(message: Message) -> list[str]:
    """What the catalogue says, one for each form of a plural."""
    said = message.string
    return [said or ""] if isinstance(said, str) else [form or "" for form in said or ("",)]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def unmarked(template: Path) -> Iterator[str]:
    """Words that a template shows without asking the catalogue."""
    text = JINJA.sub("", template.read_text(encoding="utf-8"))
    said = [ATTRIBUTE.sub(" ", MARKUP.sub(" ", text)), *SAID_BY_ATTRIBUTES.findall(text)]
    for part in said:
        yield from re.findall(r"[^\W\d_]{3,}", part)
