"""The programme's dashboard and funnel over many deals, written by a bulk loader."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.bulk_programme import load
from marketplace.config import Settings
from marketplace.schema import migrate
from marketplace.wiring import build
from tests.support.clock import FixedClock
from tests.support.pages import Visitor
from tests.support.world import World

PAGES = {
    "dashboard": "/outcomes",
    "dashboard by lead firm": "/outcomes?cut=lead_firm",
    "funnel": "/outcomes/funnel",
    "funnel of one region": "/outcomes/funnel?region=East&by=sector",
    "list behind a bar": "/outcomes/funnel/needs?stage=awarded",
}


def measure(deals: int, rounds: int = 5) -> dict[str, float]:
    """Seconds of each page for programme staff, medians, on one thread without a network."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings(data_dir=folder, secret_key="x" * 40)
        migrate(settings.sqlalchemy_url)
        clock = FixedClock()
        runtime = build(settings, clock=clock)
        world = World(runtime, clock)
        load(Path(folder) / "marketplace.sqlite3", deals, clock.now())
        officer = world.api("programme")
        desk = Visitor(world, officer.person, officer.organization)
        found = {name: _median(partial(_show, desk, path), rounds) for name, path in PAGES.items()}
        runtime.close()
    return found


def _show(desk: Visitor, path: str) -> None:
    answer = desk.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")


def _median(work: Callable[[], None], rounds: int) -> float:
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
