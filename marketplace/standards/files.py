"""Files of an export: written whole or not at all, in place of those of the export before."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Report:
    """What an export wrote: names of files in `folder`, and how many things of each kind."""

    folder: Path
    files: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def count(self, kind: str, number: int = 1) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + number

    def write(self, name: str, content: bytes) -> None:
        """Write one file; whoever reads the folder never finds half of it."""
        unfinished = self.folder / f".{name}.part"
        unfinished.write_bytes(content)
        os.replace(unfinished, self.folder / name)
        self.files.append(name)


@contextmanager
def exported(folder: Path, names: Sequence[str]) -> Iterator[Report]:
    """A report to write into; files that match `names` and were not written again are removed at
    the end, since they are of an export before."""
    folder.mkdir(parents=True, exist_ok=True)
    report = Report(folder)
    yield report
    for pattern in names:
        for old in folder.glob(pattern):
            if old.name not in report.files:
                old.unlink()


def as_json(document: Mapping[str, Any] | Sequence[Any]) -> bytes:
    """A document as UTF-8 text, the same for the same document; on one line, since laying it out
    takes several times as long as making it."""
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
