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
    "text/csv": "csv",
}
"""Media types that are taken, with the ending that a kept file gets."""
WANTED = N_("Send a PDF, a JPEG or PNG image, a DOCX, an XLSX or a CSV file.")


def sniff(content: bytes) -> str | None:
    """The media type that the first bytes show, if it is one that is taken."""
    import filetype

    kind = filetype.guess(content)
    found = kind.mime if kind else "text/csv" if _is_table(content) else None
    return found if found in ENDINGS else None


def _is_table(content: bytes) -> bool:
    """Whether this is text whose first two lines are cut into the same number of cells."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    lines = [line for line in text.splitlines() if line.strip()][:2]
    printable = all(char.isprintable() or char in "\r\n\t" for char in text)
    if len(lines) < 2 or not printable or text.lstrip().startswith("<"):
        return False
    return any(0 < lines[0].count(sign) == lines[1].count(sign) for sign in ",;\t")


def clean_name(given: str | None, media_type: str) -> str:
    """A name without folders and control characters, with the ending of its true type."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given or ""))[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    ending = ENDINGS[media_type]
    stem, dot, old = shown.rpartition(".")
    stem = stem if dot and len(old) <= 5 else shown
    return f"{(stem or 'file')[: LONGEST_NAME - len(ending) - 1]}.{ending}"
