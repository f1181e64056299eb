"""Icons of the Bootstrap Icons package, inlined so that they take the text's colour."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).parent / "static" / "vendor" / "icons"
_INNER = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def icon(name: str) -> Markup:
    """The icon as decoration beside its word; FileNotFoundError for one that is not installed
    (tools/icons.txt lists those that are)."""
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    found = _INNER.search(drawing)
    assert found, f"{name}.svg holds no drawing"
    inner = found.group(1).strip().replace("\n", "")
    return Markup(f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{inner}</svg>')
