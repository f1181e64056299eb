"""marketplace backup: write the embedded store to one file, while it runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("file", type=Path, help="the archive to write (.tar.gz)")


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.backup import backup

    size = backup(Settings.from_env(), options.file)
    found = {"file": str(options.file), "bytes": size}
    return answer(options, found, [f"{options.file}: {size} bytes"])
