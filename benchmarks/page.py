"""docs/benchmarks.md: the machine, the command, and every figure beside its bare engine."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Figure, Section

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PACKAGES = ("SQLAlchemy", "tantivy", "elasticsearch", "kafka-python", "Flask", "numpy")
HEAD = """\
# Benchmarks

Written by `{command}` on {day}; do not edit. Each figure stands beside its bare engine, measured
in the same run.

- Machine: {machine}
- Load of the machine when the run began (1, 5, 15 minutes): {load}
- Python {python}; {packages}

`make bench` starts PostgreSQL, Kafka and Elasticsearch and writes this page anew; `--quick` takes
small sizes, `--million` adds a million profiles, `--only NAME` runs one table.
"""


def write(command: str, sections: Sequence[Section], load: tuple[float, ...]) -> None:
    """The page anew."""
    PAGE.write_text(text(command, sections, load), encoding="utf-8")


def text(command: str, sections: Sequence[Section], load: tuple[float, ...]) -> str:
    """The page as Markdown."""
    head = HEAD.format(
        command=command,
        day=datetime.now(UTC).date(),
        machine=machine(),
        load=", ".join(f"{one:.1f}" for one in load),
        python=platform.python_version(),
        packages=", ".join(f"{name} {version(name)}" for name in PACKAGES),
    )
    return "\n".join([head, *map(table, sections)])


def machine() -> str:
    """Cores, processor and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {processor()}, {memory:.0f} GB, {platform.system()}"


def processor() -> str:
    """The processor's own name, else its kind."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def table(section: Section) -> str:
    """One benchmark."""
    head = "| | Ours | Bare | Ratio | Aim | |\n|---|---:|---:|---:|---:|---|"
    rows = "\n".join(map(row, section.figures))
    notes = "".join(f"- {note}\n" for note in section.notes)
    parts = [f"## {section.title}", section.how, f"{head}\n{rows}", notes]
    return "\n\n".join(part for part in parts if part).rstrip() + "\n"


def row(figure: Figure) -> str:
    """One figure."""
    met = {True: "met", False: "**missed**", None: ""}[figure.met]
    cells = (figure.what, figure.ours, figure.bare, figure.ratio, figure.aim, met)
    return f"| {' | '.join(cells)} |"
