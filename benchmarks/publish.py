"""Publish to readable shortlist: over HTTP, while other buyers publish too.

Web and worker are two processes of the product on one embedded store. Each client posts a need,
publishes it and asks for its shortlist until the list's revision is there.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import requests

from benchmarks.figures import Figure, Section, percentile, shown
from events.ports import SystemClock
from marketplace.wiring import build
from tests.chaos.stack import Stack, stack
from tests.support.needs import supplier_need
from tests.support.world import World

ASK_EVERY = 0.02
PATIENCE = 60.0
SUPPLIERS = 20
"""Firms on the store, each with a profile, so that lists have entries."""


@dataclass(slots=True)
class Waits:
    """Seconds from the start of a publishing request until it was answered, and until the list."""

    published: list[float] = field(default_factory=list)
    readable: list[float] = field(default_factory=list)
    seconds: float = 0.0


class Client(threading.Thread):
    """One buyer, need after need until the time is over."""

    def __init__(self, url: str, token: str, until: float, waits: Waits) -> None:
        super().__init__(daemon=True)
        self._api, self._until, self._waits = f"{url}/api/v1", until, waits
        self._http = requests.Session()
        self._http.headers["Authorization"] = f"Bearer {token}"
        self.failed: BaseException | None = None

    def run(self) -> None:
        try:
            while time.monotonic() < self._until:
                self._one()
        except BaseException as error:  # noqa: BLE001 - raised by the benchmark
            self.failed = error

    def _one(self) -> None:
        need = self._ask("POST", "/needs", supplier_need())["id"]
        start = time.monotonic()
        self._ask("POST", f"/needs/{need}/publish")
        self._waits.published.append(time.monotonic() - start)
        while self._ask("GET", f"/needs/{need}/shortlist")["revision"] is None:
            if time.monotonic() > start + PATIENCE:
                raise TimeoutError(f"no shortlist after {PATIENCE:.0f} s")
            time.sleep(ASK_EVERY)
        self._waits.readable.append(time.monotonic() - start)

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._http.request(method, self._api + path, json=body, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def running(clients: int) -> Iterator[tuple[Stack, list[str]]]:
    """Web and worker on a new store with some firms, and a token of each buyer."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        stack("embedded", Path(folder), kills=0) as made,
    ):
        assert made.command("migrate")[0] == 0
        tokens = populate(made, clients)
        assert made.command("republish")[0] == 0
        for name in made.names:
            made.start(name)
        made.wait_until_ready()
        yield made, tokens


def populate(made: Stack, clients: int) -> list[str]:
    """Buyers, and firms that make what they ask for; returns the buyers' tokens."""
    runtime = build(made.settings)
    world = World(runtime, SystemClock())  # type: ignore[arg-type]
    for number in range(SUPPLIERS):
        firm = world.api("msme")
        path = f"/organizations/{firm.organization}/profile"
        tag = firm.get(path).headers["ETag"]
        offer = {"text": f"Stamped steel brackets, press {number}", "cpv": "44316500"}
        answer = firm.put(path, {"capabilities": [offer]}, If_Match=tag)
        assert answer.status_code == 200, answer.text
    tokens = [str(world.api("lead_firm").token) for _ in range(clients)]
    runtime.close()
    return tokens


def measure(clients: int = 4, seconds: float = 20.0) -> Waits:
    """All buyers at once for so long."""
    waits = Waits()
    with running(clients) as (made, tokens):
        begun = time.monotonic()
        threads = [Client(made.url, token, begun + seconds, waits) for token in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        waits.seconds = time.monotonic() - begun
        made.stop()
    failed = [thread.failed for thread in threads if thread.failed]
    if failed:
        raise failed[0]
    return waits


def section(waits: Waits, clients: int) -> Section:
    """The table: both moments, half of the needs and 95 in 100."""
    table = Section(
        "Publish to readable shortlist",
        f"Embedded, web and worker as two processes, over HTTP: {clients} buyers post, publish and"
        f" ask every {ASK_EVERY * 1000:.0f} ms, {len(waits.readable) / waits.seconds:.1f} needs a"
        " second in all. Bare: the answer to the publishing request itself.",
    )
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        ours = percentile(waits.readable, share) * 1000
        bare = percentile(waits.published, share) * 1000
        table.add(Figure(name, shown(ours, "ms"), shown(bare, "ms"), f"{ours / bare:.1f} x"))
    count, middle = len(waits.readable), median(waits.readable) * 1000
    table.notes.append(f"{count} needs; the median wait for the list was {shown(middle, 'ms')}.")
    return table
