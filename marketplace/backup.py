"""The embedded store in one file: the database as of one moment, and the uploaded files."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from marketplace.config import Settings
from marketplace.errors import DomainError
from marketplace.schema import current, migrate, newest

DATABASE = "marketplace.sqlite3"
FOLDERS = ("files", "mail")
KEY = "secret_key"


class NotEmbedded(DomainError):
    """The full stack is backed up by its servers' own means."""

    code = "not-embedded"
    title = "Use pg_dump and a copy of DATA_DIR on the full stack; see docs/operations.md"


class NotEmpty(DomainError):
    """There is a store that a restore would replace."""

    code = "not-empty"
    title = "DATA_DIR is not empty; use --force to replace what it holds"


def backup(settings: Settings, target: Path) -> int:
    """Write the archive, while the product runs; returns its size in bytes.

    The database is copied page by page in one consistent state. Files are added afterwards: one
    is never changed, so those that the copied database names are all there.
    """
    _require_embedded(settings)
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
        copy = Path(folder) / DATABASE
        _copy_database(settings.data / DATABASE, copy)
        partial = Path(folder) / "archive"
        with tarfile.open(partial, "w:gz", compresslevel=3) as archive:
            archive.add(copy, DATABASE)
            for name in (*FOLDERS, KEY):
                if (settings.data / name).exists():
                    archive.add(settings.data / name, name)
        partial.chmod(0o600)
        partial.replace(target)
    return target.stat().st_size


def restore(settings: Settings, source: Path, *, force: bool = False) -> None:
    """Unpack the archive into DATA_DIR and bring its schema to this version.

    The index is not in it: `marketplace reindex` builds it, and the command does. Raises NotEmpty
    unless forced, DomainError for a file that is no backup.
    """
    _require_embedded(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    if any(settings.data.iterdir()) and not force:
        raise NotEmpty()
    with tempfile.TemporaryDirectory(dir=settings.data.parent) as folder:
        _unpack(source, Path(folder))
        _clear(settings.data)
        for path in Path(folder).iterdir():
            shutil.move(path, settings.data / path.name)
    if current(settings.sqlalchemy_url) != newest(settings.sqlalchemy_url):
        migrate(settings.sqlalchemy_url)


def _copy_database(source: Path, target: Path) -> None:
    if not source.exists():
        raise DomainError(f"{source}: there is no store to back up.")
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy, pages=2000)
    live.close()
    copy.close()


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise DomainError(f"{source}: this is no backup ({error}).") from error
    if not (folder / DATABASE).exists():
        raise DomainError(f"{source}: this is no backup (it holds no {DATABASE}).")


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        remove: Callable[[Path], object] = shutil.rmtree if path.is_dir() else Path.unlink
        remove(path)


def _require_embedded(settings: Settings) -> None:
    if not settings.embedded:
        raise NotEmbedded()
