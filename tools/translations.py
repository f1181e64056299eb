"""Compiles marketplace/translations/**/*.po beside themselves."""

from __future__ import annotations

from pathlib import Path

from tools.shell import PYTHON, ROOT, run

CATALOGUES = ROOT / "marketplace" / "translations"
COMPILE = """
import sys
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
for name in sys.argv[1:]:
    with open(name, "rb") as source:
        catalogue = read_po(source)
    with open(name[:-3] + ".mo", "wb") as target:
        write_mo(target, catalogue)
"""


def sources() -> list[Path]:
    return sorted(CATALOGUES.rglob("*.po"))


def outputs() -> list[Path]:
    return [path.with_suffix(".mo") for path in sources()]


def compile_all() -> None:
    run([PYTHON, "-c", COMPILE, *sources()])
