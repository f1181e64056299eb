"""The wheel runs from any directory: pages, migrations, vocabularies and front-end files inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

import pytest

from tests.servers.owner import free_port

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    _run(str(python), "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = folder / "env" / "lib" / version / "site-packages"
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "env" / "bin" / "marketplace"


def test_the_demo_starts_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    command = [installed, "demo", "--size", "small", "--port", str(port)]
    with (tmp_path / "log").open("w+") as log:
        demo = subprocess.Popen(
            [*command, "--data", str(tmp_path / "data"), "--no-browser"],
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}", demo, log.name)
        finally:
            demo.terminate()
            assert demo.wait(30) == 0, Path(log.name).read_text()


def _wait_for(address: str, demo: subprocess.Popen[bytes], log: str) -> None:
    end = time.monotonic() + 120
    while not _needs(address):
        assert demo.poll() is None, Path(log).read_text()
        assert time.monotonic() < end, Path(log).read_text()
        time.sleep(0.3)
    for path in ("/", "/needs", "/static/vendor/bootstrap.min.css", "/sign-in"):
        with urllib.request.urlopen(address + path) as answer:
            assert answer.status == 200, path


def _needs(address: str) -> int:
    """How many open needs the search finds; 0 while it does not answer yet."""
    try:
        with urllib.request.urlopen(f"{address}/api/v1/needs") as answer:
            return int(json.load(answer)["total"])
    except (urllib.error.URLError, ConnectionError):
        return 0


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
