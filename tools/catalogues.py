"""Brings the catalogues in line with the code: `.venv/bin/python -m tools.catalogues`.

New texts appear untranslated, texts that nobody asks for any more go, and nothing is guessed.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "marketplace" / "translations"
LANGUAGES = ("mk", "sq")
REFUSALS = ("Conflict", "Forbidden", "TooMany", "Unavailable", "ValidationError")
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | parse_keywords(
    ["N_", "Fault:2", "NamedFault:2", *(f"{name}:1" for name in REFUSALS)]
)
"""What marks a text. What a fault or a refusal says reaches pages by marketplace/fault_words.py."""
WITHOUT = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
)
"""Headers that are left at their samples, or would change without any change of a text."""


def wanted() -> Catalog:
    """Every text that the code asks for."""
    with (ROOT / "babel.cfg").open() as source:
        methods, options = parse_mapping_cfg(source)
    catalogue = Catalog()
    for _file, _line, msgid, _comments, _context in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, directory_filter=_holds_texts
    ):
        catalogue.add(msgid)
    return catalogue


def _holds_texts(folder: str | Path) -> bool:
    path = Path(folder).relative_to(ROOT)
    return path.parts[:1] in ((), ("marketplace",), ("matching",)) and path.name != "static"


def held(language: str) -> Catalog:
    with path_of(language).open("rb") as source:
        return read_po(source, abort_invalid=True)


def path_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def update(language: str, texts: Catalog) -> int:
    """Rewrites the language's catalogue; returns how many texts lack a translation."""
    catalogue = held(language)
    catalogue.update(texts, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path_of(language).write_text(written(catalogue), encoding="utf-8")
    return sum(1 for message in catalogue if message.id and not _complete(message.string))


def _complete(said: Any) -> bool:
    return all(said) if isinstance(said, tuple) else bool(said)


def written(catalogue: Catalog) -> str:
    content = io.BytesIO()
    write_po(content, catalogue, sort_output=True, width=100)
    lines = content.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line[1:].startswith(WITHOUT)) + "\n"


def main() -> None:
    texts = wanted()
    for language in LANGUAGES:
        sys.stdout.write(f"{language}: {update(language, texts)} without a translation\n")


if __name__ == "__main__":
    main()
