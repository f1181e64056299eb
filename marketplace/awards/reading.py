"""Uploaded histories, read on from any row without holding a file's text in memory."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from marketplace.awards.models import ImportJob
from marketplace.awards.services import BATCH
from marketplace.errors import Fault, Invalid
from marketplace.ports import AwardLine, Ports

MOST_BYTES = 300_000_000
"""Of a file once unpacked: a small upload must not fill the disk."""
CHUNK = 1 << 20
ENDINGS = (".csv", ".json", ".jsonl", ".ndjson")


class Reading:
    """Files of jobs as rows. The one read last stays open, so that its next step goes on there."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._at: tuple[str, int] | None = None
        self._rows: Iterator[AwardLine] = iter(())

    def next_rows(self, job: ImportJob) -> list[AwardLine]:
        """The rows after the first `job.read`, BATCH of them or what is left.

        Raises Invalid for a file that cannot be read.
        """
        if self._at != (job.id, job.read):
            self._rows = islice(self.rows(job), job.read, None)
        self._at = None
        found = list(islice(self._rows, BATCH))
        self._at = (job.id, job.read + len(found))
        return found

    def rows(self, job: ImportJob) -> Iterator[AwardLine]:
        """All rows of a job's file."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"history{ending(job.file_name)}"
            try:
                with self._ports.files.open(job.file_id) as stored, path.open("wb") as plain:
                    unpack(stored, plain)
            except KeyError:
                raise _refused("it is not kept any more; send it again") from None
            yield from self._ports.read_awards(path)


def ending(name: str) -> str:
    """The ending that tells CSV from OCDS; CSV unless the name says otherwise."""
    last = Path(name.lower().removesuffix(".gz")).suffix
    return last if last in ENDINGS else ".csv"


def unpack(stored: BinaryIO, plain: BinaryIO) -> None:
    """Copy, unpacking gzip, which is told by its first two bytes (RFC 1952)."""
    packed = stored.read(2) == b"\x1f\x8b"
    stored.seek(0)
    source = gzip.GzipFile(fileobj=stored) if packed else stored
    written = 0
    try:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > MOST_BYTES:
                raise _refused("it is too large once unpacked; send it in parts")
            plain.write(chunk)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _refused("it is damaged; send it again") from error


def _refused(why: str) -> Invalid:
    return Invalid([Fault("/file", f"This file cannot be read: {why}.")])
