"""The worker as a whole: it stops in order, and never goes on without one of its threads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from events import pulse
from events.envelope import Event
from events.inprocess import InProcessBus
from marketplace.config import Settings
from marketplace.worker import Worker
from tests.support.kernel import TYPE, counting, wait_for
from tests.support.needs import supplier_need
from tests.support.world import World

ROOT = Path(__file__).parents[3]


def profile_of(world: World) -> None:
    firm = world.api("msme")
    path = f"/organizations/{firm.organization}/profile"
    tag = firm.get(path).headers["ETag"]
    assert firm.put(path, {"summary": "Steel parts"}, If_Match=tag).status_code == 200


def listening(world: World, before: object) -> Worker:
    """A worker whose one consumer does this with an event first; its effect is a log of ids."""
    consumer = counting("test", before=before)  # type: ignore[arg-type]
    quiet = replace(consumer, apply=lambda s, e, p: before(s, e))  # type: ignore[operator]
    return Worker(replace(world.runtime, consumers={"test": quiet}))


def test_a_batch_in_hand_is_finished(world: World) -> None:
    begun, go_on, handled = threading.Event(), threading.Event(), []

    def slow(session: Session, event: Event) -> None:
        begun.set()
        assert go_on.wait(10)
        handled.append(event.type)

    worker = listening(world, slow).start()
    profile_of_thread = threading.Thread(target=profile_of, args=(world,))
    profile_of_thread.start()
    assert begun.wait(20)
    threading.Timer(0.2, go_on.set).start()
    worker.stop()
    profile_of_thread.join(20)
    assert handled == [TYPE]
    assert worker.failed is None


def test_a_fault_of_ours_in_a_thread_ends_the_worker(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: InProcessBus, consumer: object) -> int:
        raise LookupError("a fault of ours")

    monkeypatch.setattr(InProcessBus, "step", broken)
    worker = Worker(world.runtime, "consumers").start()
    assert worker.wait(10)
    worker.stop()
    assert isinstance(worker.failed, LookupError)


def test_a_worker_is_seen_while_it_runs(world: World) -> None:
    worker = Worker(world.runtime, "deliveries").start()
    wait_for(lambda: [row.role for row in world.look(pulse.alive)] == ["deliveries"])
    worker.stop()
    assert world.look(pulse.alive) == []


def started(settings: Settings, *words: str) -> subprocess.Popen[bytes]:
    env = os.environ | {"DATA_DIR": settings.data_dir, "SECRET_KEY": settings.secret_key}
    return subprocess.Popen(
        [sys.executable, "-m", "marketplace", *words], cwd=ROOT, env=env, stderr=subprocess.PIPE
    )


@pytest.mark.servers
def test_a_process_of_its_own_works_and_stops_in_order(world: World, settings: Settings) -> None:
    """Marked for its length: a real process starts."""
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    process = started(settings, "work")
    path = f"/needs/{need['id']}/shortlist"
    wait_for(lambda: buyer.get(path).json["revision"] is not None, 90)
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")
    assert time.monotonic() - begun < 20


@pytest.mark.servers
def test_the_web_process_answers_what_it_has_in_hand_and_stops(
    world: World, settings: Settings
) -> None:
    """Marked for its length: a real process starts."""
    from urllib.request import urlopen

    from tests.servers.owner import free_port

    port = free_port()
    process = started(settings, "serve", "--port", str(port))

    def answers() -> bool:
        try:
            return urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5).status == 200
        except OSError:
            return False

    wait_for(answers, 90)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 0
