"""A deployment of real processes: web, relay, consumers, and on the full stack its servers."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from marketplace.config import Settings
from tests.servers.elasticsearch import Elasticsearch
from tests.servers.group import address
from tests.servers.kafka import Kafka
from tests.servers.owner import free_port
from tests.servers.postgres import create_database, drop_database
from tests.servers.process import Server

ROOT = Path(__file__).parents[2]
ROLES = {
    "embedded": {"worker": ["work"]},
    "full": {
        "relay-1": ["work", "--role", "relay"],
        "relay-2": ["work", "--role", "relay"],
        "consumers-1": ["work", "--role", "consumers"],
        "consumers-2": ["work", "--role", "consumers"],
        "deliveries": ["work", "--role", "deliveries"],
    },
}
REACH_SEARCH = 8
"""From so many kills on the search server is among them."""


@dataclass
class Stack:
    """Processes of the product on one store; any of them can be killed and started again."""

    mode: str
    env: dict[str, str]
    folder: Path
    servers: list[Server] = field(default_factory=list)
    port: int = field(default_factory=free_port)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        return Settings.from_env(self.env)

    @property
    def names(self) -> list[str]:
        """The processes that can be killed."""
        return ["web", *ROLES[self.mode]]

    def start(self, name: str) -> None:
        """Start a process, unless it runs."""
        words = ROLES[self.mode].get(name) or ["serve", "--port", str(self.port)]
        with self._log(name) as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", "marketplace", *words],
                cwd=ROOT,
                env=os.environ | self.env,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """SIGKILL to the process and all that it forked."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def died(self) -> list[str]:
        """Processes that ended though nobody killed them."""
        return [name for name, process in self._running.items() if process.poll() is not None]

    def stop(self) -> dict[str, int]:
        """Ask all to stop; the exit status of each."""
        for process in self._running.values():
            process.send_signal(signal.SIGTERM)
        ended = {name: process.wait(60) for name, process in self._running.items()}
        self._running.clear()
        return ended

    def command(self, *words: str) -> tuple[int, str]:
        """Run one command of the product; its exit status and standard output."""
        with self._log("commands") as log:
            done = subprocess.run(
                [sys.executable, "-m", "marketplace", *words],
                cwd=ROOT,
                env=os.environ | self.env,
                stdout=subprocess.PIPE,
                stderr=log,
                check=False,
            )
        return done.returncode, done.stdout.decode()

    def wait_until_ready(self, seconds: float = 120) -> None:
        """Until the web process answers."""
        deadline = time.monotonic() + seconds
        while not self._answers():
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.mode}: web not ready after {seconds:.0f} s")
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                ready: dict[str, Any] = json.load(answer)
        except (OSError, urllib.error.URLError):
            return False
        return ready["status"] == "ok"

    def _log(self, name: str) -> IO[bytes]:
        return (self.folder / f"{name}.log").open("ab")


@contextmanager
def stack(mode: str, folder: Path, kills: int) -> Iterator[Stack]:
    """An empty store of this mode ("embedded" or "full"), nothing running on it yet.

    Servers that so few kills do not reach are those of the environment, if it names some.
    """
    env = {"DATA_DIR": str(folder / "data"), "SECRET_KEY": secrets.token_hex(32)}
    (folder / "data").mkdir()
    env |= {"LOG_FORMAT": "json", "WEB_PROCESSES": "2", "DATABASE_URL": "", "BUS_URL": ""}
    with ExitStack() as cleanup:
        servers: list[Server] = []
        if mode == "full":
            admin = cleanup.enter_context(address("TEST_POSTGRES_URL"))
            database = create_database(admin, "chaos")
            cleanup.callback(drop_database, admin, database)
            servers = [cleanup.enter_context(Kafka())]
            env |= {"DATABASE_URL": database, "BUS_URL": servers[0].url}
            env |= {"KAFKA_PARTITIONS": "4", "KAFKA_SESSION_SECONDS": "6"}
            if kills >= REACH_SEARCH:
                servers.append(cleanup.enter_context(Elasticsearch()))
            search = address("TEST_ELASTICSEARCH_URL")
            env["SEARCH_URL"] = servers[1].url if servers[1:] else cleanup.enter_context(search)
            env["SEARCH_PREFIX"] = f"chaos-{secrets.token_hex(4)}-"
        made = Stack(mode, env, folder, servers)
        try:
            yield made
        finally:
            for name in list(made._running):
                made.kill(name)
