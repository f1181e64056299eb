"""One storm: a store, a load, kills, and the check."""

from __future__ import annotations

import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from events.ports import SystemClock
from marketplace.schema import migrate
from marketplace.wiring import build
from tests.chaos.check import broken, faults
from tests.chaos.client import Acknowledged, Client, Sure
from tests.chaos.load import Needs, Stories
from tests.chaos.stack import Stack, stack
from tests.support.world import World

CLIENTS = 2
KILLS_A_STORY = 4
"""How many kills fall into a story, about."""


def storm(mode: str, kills: int, seed: int | None = None) -> dict[str, Any]:
    """Kill that many times; returns what was done, and `faults`, empty when all is well."""
    begun = time.monotonic()
    chance = random.Random(seed)
    folder = tempfile.TemporaryDirectory(prefix=f"chaos-{mode}-")
    with folder, stack(mode, Path(folder.name), kills) as made:
        done = Acknowledged()
        clients = _prepare(made, done, kills)
        killed = _blow(made, clients, kills, chance)
        found = [f"client: {one.failed!r}" for one in clients if one.failed]
        found += [f"{name} ended by itself" for name in made.died()]
        found += broken(made)
        # One that was started a moment ago may be asked to stop before it listens for that.
        well = (0, -signal.SIGTERM)
        found += [f"{name} stopped with {c}" for name, c in made.stop().items() if c not in well]
        found += faults(made, done)
        if found:
            found += [_tail(path) for path in sorted(Path(folder.name).glob("*.log"))]
    return {
        "mode": mode,
        "kills": dict(killed),
        "needs": len(done.needs),
        "published": len(done.published),
        "stories": sum("decided" in ids for ids in done.stories),
        "retries": done.retries,
        "seconds": round(time.monotonic() - begun, 1),
        "faults": found,
    }


def _prepare(made: Stack, done: Acknowledged, kills: int) -> list[Client]:
    """Enter people and firms, start everything."""
    migrate(made.settings.sqlalchemy_url)
    runtime = build(made.settings)
    try:
        clients = list(_clients(made.url, World(runtime, SystemClock()), done, kills))  # type: ignore[arg-type]
    finally:
        runtime.close()
    for name in made.names:
        made.start(name)
    made.wait_until_ready()
    for client in clients:
        client.start()
    return clients


def _clients(url: str, world: World, done: Acknowledged, kills: int) -> Iterator[Client]:
    def sure(kind: str) -> tuple[Sure, str]:
        api = world.api(kind)
        world.tell(str(api.organization))
        return Sure(url, str(api.token), done), str(api.organization)

    for _ in range(CLIENTS):
        yield Needs(sure("lead_firm")[0], *sure("msme"), done)
    firms = [sure("msme")[0] for _ in range(kills // KILLS_A_STORY + 1)]
    yield Stories(sure("lead_firm")[0], sure("programme")[0], iter(firms), done)


def _blow(made: Stack, clients: list[Client], kills: int, chance: random.Random) -> Counter[str]:
    """Kill one after another, each process started again; servers of the full stack too."""
    killed: Counter[str] = Counter()
    for number in range(kills):
        time.sleep(0.3 + chance.random() * 1.5)
        if made.servers and number % 5 == 2:
            server = made.servers[(number // 5) % len(made.servers)]
            server.kill()
            time.sleep(chance.random() * 2)
            server.start()
            killed[server.name] += 1
            continue
        name = chance.choice(made.names)
        made.kill(name)
        killed[name] += 1
        time.sleep(chance.random())
        made.start(name)
    made.wait_until_ready()
    for client in clients:
        client.stop()
    return killed


def _tail(path: Path) -> str:
    return f"{path.name}: {path.read_text(errors='replace')[-1500:]}"
