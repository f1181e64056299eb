"""Remembers which inputs a step of `make setup` was last done with."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.shell import ROOT, VENV, step

STAMPS = VENV / ".stamps"


def digest(inputs: Iterable[Path]) -> str:
    state = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for path in inputs:
        state.update(f"{path.name} {path.stat().st_size}\n".encode())
        state.update(path.read_bytes())
    return state.hexdigest()


def when_changed(
    title: str, inputs: Iterable[Path], outputs: Iterable[Path], work: Callable[[], object]
) -> None:
    """Does the work unless it was done with these very inputs and its outputs are still there."""
    stamp = STAMPS / title.replace(" ", "-")
    now = digest(inputs)
    done = stamp.is_file() and stamp.read_text() == now
    if done and all(path.exists() for path in outputs):
        return
    step(title, work)
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
