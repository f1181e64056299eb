"""Requests that are repeated until they are answered, as a program in the field sends them."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

PATIENCE = 180.0
"""Seconds until a client gives a request up: much longer than any outage here."""
PAUSE = 0.2


class GaveUp(RuntimeError):
    """A request was refused, or not answered in any way for too long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status_code: int
    json: Any
    text: str
    headers: Mapping[str, str]


@dataclass
class Acknowledged:
    """What clients were told is done: need ids by title, published needs, profile summaries, and
    of each story the ids that it got (tests.support.story)."""

    needs: dict[str, str] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)
    summaries: dict[str, str] = field(default_factory=dict)
    stories: list[dict[str, str]] = field(default_factory=list)
    retries: int = 0


class Sure:
    """A person's API; each POST carries one key through all its tries."""

    def __init__(self, url: str, token: str, done: Acknowledged) -> None:
        self._api = f"{url}/api/v1"
        self._token = token
        self._done = done

    def get(self, path: str) -> Answer:
        return self.request("GET", path)

    def post(self, path: str, json: Any = None) -> Answer:
        return self.request("POST", path, json=json)

    def put(self, path: str, json: Any, tag: str) -> Answer:
        return self.request("PUT", path, {"If-Match": tag}, json=json)

    def upload(self, path: str, content: bytes, name: str) -> Answer:
        return self.request("POST", path, files={"file": (name, content, "text/csv")})

    def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **body: Any
    ) -> Answer:
        """The answer; 412 is one too. Raises GaveUp for other refusals."""
        sent = {"Authorization": f"Bearer {self._token}"} | dict(headers or {})
        if method == "POST":
            sent["Idempotency-Key"] = secrets.token_hex(16)
        deadline = time.monotonic() + PATIENCE
        last = "no answer"
        while time.monotonic() < deadline:
            found = self._once(method, path, sent, body)
            if found is not None and found.status_code < 500 and found.status_code != 409:
                if found.status_code >= 400 and found.status_code != 412:
                    raise GaveUp(f"{method} {path}: {found.status_code} {found.text[:500]}")
                return found
            last = found.text[:500] if found else last
            self._done.retries += 1
            time.sleep(PAUSE)
        raise GaveUp(f"{method} {path}: {last}")

    def _once(self, method: str, path: str, headers: Any, body: Any) -> Answer | None:
        try:
            got = requests.request(method, self._api + path, headers=headers, timeout=20, **body)
        except requests.RequestException:
            return None
        is_json = "json" in got.headers.get("Content-Type", "")
        return Answer(got.status_code, got.json() if is_json else None, got.text, got.headers)


class Client(threading.Thread):
    """Takes its turns until it is asked to stop, or one says that it was the last."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stop_asked = threading.Event()
        self.failed: BaseException | None = None

    def turn(self) -> bool:
        """One round of requests; False after the last."""
        raise NotImplementedError

    def stop(self) -> None:
        """Let the turn in hand end."""
        self.stop_asked.set()
        self.join(PATIENCE)

    def run(self) -> None:
        try:
            while not self.stop_asked.is_set() and self.turn():
                pass
        except BaseException as error:  # noqa: BLE001 - told by the run
            self.failed = error


def seen(question: Callable[[], Any]) -> Any:
    """The first true answer."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := question()):
        if time.monotonic() > deadline:
            raise GaveUp(f"still {answer!r}")
        time.sleep(PAUSE)
    return answer
