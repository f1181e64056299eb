"""Runs commands for the other tools: quiet when they succeed, whole output when they fail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP: tuple[str | Path, ...] = (PYTHON, "-m", "pip", "install", "--quiet", "--no-deps")


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> str:
    """Standard output of the command. Stops the program with its output when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, done.stderr, sep="", file=sys.stderr)
        raise SystemExit(f"failed with status {done.returncode}: {' '.join(words)}")
    return done.stdout


def step(title: str, work: Callable[[], object]) -> None:
    print(f"{title} ...", flush=True)
    begun = time.monotonic()
    work()
    print(f"{title}: {time.monotonic() - begun:.1f} s", flush=True)
