"""The process handling itself, on a server of a few lines: no orphan, no data left, same port."""

import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.process import Server, ServerFailed
from tools.shell import ROOT

OWNER = """
    from tests.servers.test_process import Files
    files = Files().start()
    print(files.home, files.url, flush=True)
    input()
"""


class Files(Server):
    name = "files"
    as_nobody = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        (self.home / "kept").write_text("data")

    def command(self) -> list[str]:
        return [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(self.port)]

    def ready(self) -> bool:
        return answers(self.url)


class Broken(Files):
    def command(self) -> list[str]:
        return [sys.executable, "-c", "raise SystemExit('no such option')"]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/kept", timeout=2) as reply:
            return bool(reply.read() == b"data")
    except (urllib.error.URLError, OSError):
        return False


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def test_killed_and_started_again_it_has_its_data_and_its_port() -> None:
    with Files() as server:
        before = server.url
        server.kill()
        assert not answers(before)
        server.start()
        assert server.url == before
        assert answers(before)
    assert not answers(before)
    assert not server.home.exists()


def test_one_that_does_not_start_says_why_with_its_log() -> None:
    server = Broken()
    with pytest.raises(ServerFailed, match="no such option"):
        server.start()
    server.close()
    assert not server.home.exists()


def test_it_does_not_outlive_an_owner_that_was_killed() -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(OWNER)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with owner:
        assert owner.stdout is not None
        home, url = owner.stdout.readline().split()
        assert answers(url)
        os.kill(owner.pid, signal.SIGKILL)
    assert eventually(lambda: not answers(url))
    assert eventually(lambda: not Path(home).exists())


def test_the_runner_passes_given_addresses_and_the_exit_status_on() -> None:
    given = dict.fromkeys(("POSTGRES", "KAFKA", "ELASTICSEARCH"), "given")
    environment = {f"TEST_{name}_URL": value for name, value in given.items()}
    script = 'test "$TEST_KAFKA_URL" = given && exit 3'
    done = subprocess.run(
        [sys.executable, "-m", "tools.with_servers", "--", "sh", "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 3
