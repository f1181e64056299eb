"""A server process that can be stopped, killed and started again, and never outlives us."""

import atexit
import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, Self

from tests.servers.guard import Guard
from tests.servers.owner import free_port, run_as, scratch


class ServerFailed(RuntimeError):
    """The server did not start; the message ends with the last lines of its log."""


class Server(ABC):
    """Prepared and started by start(); close() stops it and removes its data."""

    name: ClassVar[str]
    start_seconds: ClassVar[float] = 180
    stop_seconds: ClassVar[float] = 20
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    # Some refuse root; one whose program may lie in root's own folders has to be run by root.
    as_nobody: ClassVar[bool] = True

    def __init__(self) -> None:
        self.home = scratch(self.name)
        self.port = free_port()
        self.log = self.home / "output.log"
        self._guard = Guard(self.home)
        self._process: subprocess.Popen[bytes] | None = None
        self._prepared = False
        atexit.register(self.close)

    @property
    @abstractmethod
    def url(self) -> str:
        """In the form that the product's setting takes."""

    @abstractmethod
    def prepare(self) -> None:
        """Writes configuration and empty data, once."""

    @abstractmethod
    def command(self) -> list[str]: ...

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers; asked several times a second while it starts."""

    def environment(self) -> dict[str, str]:
        return {}

    def start(self) -> Self:
        if not self._prepared:
            self.prepare()
            self._prepared = True
        self._begin()
        self._wait_until_ready()
        return self

    def stop(self) -> None:
        """Asks it to stop in order, and kills it when it takes too long."""
        if self._process is None:
            return
        self._process.send_signal(self.stop_signal)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(self.stop_seconds)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the whole process group, as a crash would."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._ended()

    def close(self) -> None:
        atexit.unregister(self.close)
        self.stop()
        self._guard.dismiss()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, command: list[str]) -> None:
        """A preparing command, as the user that will run the server."""
        with self.log.open("ab") as log:
            done = subprocess.run(
                command,
                cwd=self.home,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
                **self._user(),
            )
        if done.returncode:
            raise ServerFailed(self._report(f"{Path(command[0]).name} failed"))

    def _environment(self) -> dict[str, str]:
        clean = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8"}
        return clean | self.environment()

    def _user(self) -> dict[str, Any]:
        return run_as() if self.as_nobody else {}

    def _begin(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=self.home,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._user(),
            )
        self._guard.watch(self._process.pid)

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + self.start_seconds
        while not self.ready():
            if self._process.poll() is not None:
                status = self._process.returncode
                self._ended()
                raise ServerFailed(self._report(f"ended with status {status}"))
            if time.monotonic() > deadline:
                self.kill()
                raise ServerFailed(self._report(f"not ready after {self.start_seconds:.0f} s"))
            time.sleep(0.1)

    def _ended(self) -> None:
        self._process = None
        self._guard.watch(None)

    def _report(self, what: str) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-30:]
        return "\n".join([f"{self.name}: {what}; its last lines:", *lines])
