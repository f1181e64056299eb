"""The programme's dashboard and funnel over many deals, written by a bulk loader."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
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


BARE = {
    "dashboard": "SELECT * FROM outcome_figures WHERE indicator = 'BEP-02' AND period = 'all'",
    "dashboard by lead firm": "SELECT * FROM outcome_figures WHERE dimension = 'lead_firm'",
    "funnel": "SELECT reached, loss, count(*) FROM insight_needs GROUP BY reached, loss",
    "funnel of one region": (
        "SELECT sector, reached, count(*) FROM insight_needs WHERE region = 'East'"
        " GROUP BY sector, reached"
    ),
    "list behind a bar": "SELECT count(*) FROM insight_needs WHERE reached >= 6",
}
"""The main query of each page."""


def measure(deals: int, rounds: int = 5) -> dict[str, tuple[float, float]]:
    """(seconds of the page for programme staff, of its main query on bare SQLite), medians, on one
    thread without a network."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings(data_dir=folder, secret_key="x" * 40)
        migrate(settings.sqlalchemy_url)
        clock = FixedClock()
        runtime = build(settings, clock=clock)
        world = World(runtime, clock)
        store = Path(folder) / "marketplace.sqlite3"
        load(store, deals, clock.now())
        officer = world.api("programme")
        desk = Visitor(world, officer.person, officer.organization)
        with closing(sqlite3.connect(store)) as bare:
            found = {
                name: (
                    _median(partial(_show, desk, path), rounds),
                    _median(partial(_ask, bare, BARE[name]), rounds),
                )
                for name, path in PAGES.items()
            }
        runtime.close()
    return found


def _ask(bare: sqlite3.Connection, query: str) -> None:
    bare.execute(query).fetchall()


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
