"""What may be uploaded, told from the content and never from the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from marketplace.i18n import N_

LONGEST_NAME = 120
ENDINGS: Mapping[str, str] = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
"""Media types that are taken, with the ending that a kept file gets."""
WANTED = N_("Send a PDF, a JPEG or PNG image, a DOCX or an XLSX file.")


def sniff(content: bytes) -> str | None:
    """The media type that the first bytes show, if it is one that is taken."""
    import filetype

    kind = filetype.guess(content)
    found = kind.mime if kind else None
    return found if found in ENDINGS else None


def clean_name(given: str | None, media_type: str) -> str:
    """A name without folders and control characters, with the ending of its true type."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given or ""))[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    ending = ENDINGS[media_type]
    stem, dot, old = shown.rpartition(".")
    stem = stem if dot and len(old) <= 5 else shown
    return f"{(stem or 'file')[: LONGEST_NAME - len(ending) - 1]}.{ending}"
