"""Files in a directory, and a virus scan that lets everything pass."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import BinaryIO


class FileDirectory:
    """Keys are ids; each file is written beside and moved into place, so none is half there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, key: str, content: bytes) -> None:
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            raise KeyError(key) from None

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not key.replace("-", "").isalnum():
            raise ValueError(f"not a key: {key!r}")
        return self._root / key[-2:] / key


class NoScan:
    """Finds every file clean: the place where a deployment puts its scanner."""

    def is_clean(self, content: bytes) -> bool:
        return True
