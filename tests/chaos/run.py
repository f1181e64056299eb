"""One storm: a store, a load, kills, and the check."""

from __future__ import annotations

import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from events.ports import SystemClock
from marketplace.wiring import build
from tests.chaos.check import faults
from tests.chaos.load import Acknowledged, Client
from tests.chaos.stack import Stack, stack
from tests.support.world import World

CLIENTS = 2


def storm(mode: str, kills: int, seed: int | None = None) -> dict[str, Any]:
    """Kill that many times; returns what was done, and `faults`, empty when all is well."""
    begun = time.monotonic()
    chance = random.Random(seed)
    folder = tempfile.TemporaryDirectory(prefix=f"chaos-{mode}-")
    with folder, stack(mode, Path(folder.name)) as made:
        clients, done = _prepare(made)
        killed = _blow(made, clients, kills, chance)
        found = [f"client: {one.failed}" for one in clients if one.failed]
        found += [f"{name} ended by itself" for name in made.died()]
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
        "retries": done.retries,
        "seconds": round(time.monotonic() - begun, 1),
        "faults": found,
    }


def _prepare(made: Stack) -> tuple[list[Client], Acknowledged]:
    """Migrate, enter people and firms, start everything."""
    status, _ = made.command("migrate")
    assert status == 0
    done = Acknowledged()
    runtime = build(made.settings)
    world = World(runtime, SystemClock())  # type: ignore[arg-type]
    pairs = [(world.api("lead_firm"), world.api("msme")) for _ in range(CLIENTS)]
    runtime.close()
    status, _ = made.command("republish")
    assert status == 0
    for name in made.names:
        made.start(name)
    made.wait_until_ready()
    clients = [
        Client(made.url, str(buyer.token), (str(firm.organization), str(firm.token)), done)
        for buyer, firm in pairs
    ]
    for client in clients:
        client.start()
    return clients, done


def _blow(made: Stack, clients: list[Client], kills: int, chance: random.Random) -> Counter[str]:
    """Kill one after another, each process started again; servers of the full stack too."""
    killed: Counter[str] = Counter()
    for number in range(kills):
        time.sleep(0.5 + chance.random() * 2)
        if made.servers and number % 5 == 2:
            server = made.servers[(number // 5) % len(made.servers)]
            server.kill()
            time.sleep(chance.random() * 3)
            server.start()
            killed[server.name] += 1
            continue
        name = chance.choice(made.names)
        made.kill(name)
        killed[name] += 1
        time.sleep(chance.random())
        made.start(name)
    made.wait_until_ready()
    time.sleep(1)
    for client in clients:
        client.stop()
    return killed


def _tail(path: Path) -> str:
    return f"{path.name}: {path.read_text(errors='replace')[-1500:]}"
