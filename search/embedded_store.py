"""Directories of tantivy indexes: generations, the pointer to the live one, the writer's lock."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import threading
from pathlib import Path
from typing import Any

import tantivy

from search.documents import IndexSpec
from search.mappings import embedded as mapping
from search.ports import SearchUnavailable

WRITER_BYTES = 30_000_000
BUILD_BYTES = 128_000_000


class WriterLock:
    """Held by the one process that writes below a directory, until it closes or dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._guard = threading.Lock()

    def acquire(self) -> None:
        """Raises SearchUnavailable while another process holds the lock."""
        with self._guard:
            if self._file is None:
                self._file = self._locked()

    def _locked(self) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(file)
            raise SearchUnavailable("another process writes this search directory") from error
        return file

    def release(self) -> None:
        with self._guard:
            if self._file is not None:
                os.close(self._file)
                self._file = None


class Generation:
    """One physical index. Searchers are as new as its last commit, by whatever process."""

    def __init__(self, path: Path, spec: IndexSpec) -> None:
        self.path = path
        self.schema = mapping.schema(spec)
        self._index = tantivy.Index(self.schema, str(path))
        self._index.config_reader("manual", 0)
        self._writer: tantivy.IndexWriter | None = None
        self._guard = threading.Lock()
        self._seen: object = None

    def searcher(self) -> tantivy.Searcher:
        seen = _stamp(self.path / "meta.json")
        if seen != self._seen:
            with self._guard:
                self._index.reload()
                self._seen = seen
        return self._index.searcher()

    def writer(self, memory: int = WRITER_BYTES) -> tantivy.IndexWriter:
        """The open writer; the caller holds the index's write lock."""
        if self._writer is None:
            self._writer = self._index.writer(memory, 1)
        return self._writer

    def finish_writing(self) -> None:
        """Waits for merges and gives the writer back."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.wait_merging_threads()


class IndexDirectory:
    """The generations of one index: `NAME-vN-0001` and so on, the live one named in a file."""

    def __init__(self, root: Path, spec: IndexSpec) -> None:
        self.spec = spec
        self._root = root
        self._pointer = root / f"{spec.versioned}.current"
        self._family = re.compile(re.escape(f"{spec.name}-v") + r"\d+-\d+")
        self._guard = threading.Lock()
        self._live: Generation | None = None
        self._seen: object = None

    def live(self) -> Generation | None:
        """The live generation, reopened when the pointer changed; None before the first."""
        seen = _stamp(self._pointer)
        if seen is None:
            return None
        with self._guard:
            if seen != self._seen:
                self._live = self._open()
                self._seen = seen
            return self._live

    def _open(self) -> Generation:
        try:
            path = self._root / self._pointer.read_text(encoding="utf-8").strip()
            if not (path / "meta.json").exists():
                raise SearchUnavailable(f"index directory {path.name} is missing: reindex")
            return Generation(path, self.spec)
        except (OSError, ValueError) as error:
            raise SearchUnavailable(f"index {self.spec.name} cannot be opened: {error}") from error

    def create(self) -> Generation:
        """A new empty generation that is not live; leftovers of failed builds go first."""
        self._remove_but(self._live_name())
        taken = (int(path.name.rsplit("-", 1)[1]) for path in self._generations())
        path = self._root / f"{self.spec.versioned}-{max(taken, default=0) + 1:04d}"
        path.mkdir(parents=True)
        return Generation(path, self.spec)

    def publish(self, generation: Generation) -> None:
        """Makes the generation live in one step and removes the others, older versions too."""
        temporary = self._pointer.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as file:
            file.write(generation.path.name)
            file.flush()
            os.fsync(file.fileno())
        with self._guard:
            temporary.replace(self._pointer)
            self._live, self._seen = generation, _stamp(self._pointer)
        _sync(self._root)
        self._remove_but(generation.path.name)
        for old in self._root.glob(f"{self.spec.name}-v*.current"):
            if old != self._pointer:
                old.unlink()

    def close(self) -> None:
        with self._guard:
            if self._live is not None:
                self._live.finish_writing()
            self._live, self._seen = None, None

    def is_live(self, generation: Generation) -> bool:
        return self._live_name() == generation.path.name

    def _live_name(self) -> str | None:
        return self._pointer.read_text(encoding="utf-8") if self._pointer.exists() else None

    def _generations(self) -> list[Path]:
        found = self._root.iterdir() if self._root.exists() else ()
        return [path for path in found if self._family.fullmatch(path.name) and path.is_dir()]

    def _remove_but(self, kept: str | None) -> None:
        current = f"{self.spec.versioned}-"
        for path in self._generations():
            # Another version serves until this one is published.
            if path.name != kept and (kept or path.name.startswith(current)):
                shutil.rmtree(path)


def _stamp(path: Path) -> Any:
    """Changes whenever the file is replaced; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size


def _sync(directory: Path) -> None:
    file = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
