"""Clients that post, publish and change, and keep a list of what was acknowledged to them."""

from __future__ import annotations

import random
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.support.needs import supplier_need

PATIENCE = 180.0
"""Seconds until a client gives a request up: much longer than any outage here."""


class GaveUp(RuntimeError):
    """A request was not answered in any way for too long."""


@dataclass
class Acknowledged:
    """What clients were told is done: need ids by title, published needs, profile summaries."""

    needs: dict[str, str] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)
    summaries: dict[str, str] = field(default_factory=dict)
    retries: int = 0


class Client(threading.Thread):
    """One person's requests, one after another; each is repeated until it is answered."""

    def __init__(self, url: str, buyer: str, firm: tuple[str, str], done: Acknowledged) -> None:
        super().__init__(daemon=True)
        self._api = f"{url}/api/v1"
        self._buyer = buyer
        self._firm, self._firm_token = firm
        self._done = done
        self._stop_asked = threading.Event()
        self._chance = random.Random(firm[0])
        self.failed: BaseException | None = None

    def stop(self) -> None:
        self._stop_asked.set()
        self.join(PATIENCE)

    def run(self) -> None:
        try:
            while not self._stop_asked.is_set():
                self._post_and_publish()
                self._change_profile()
                self._stop_asked.wait(self._chance.random() * 0.4)
        except BaseException as error:  # noqa: BLE001 - told by the run
            self.failed = error

    def _post_and_publish(self) -> None:
        title = f"Brackets {secrets.token_hex(8)}"
        made = self._repeat("POST", "/needs", self._buyer, supplier_need(title=title)).json()
        self._done.needs[title] = made["id"]
        self._repeat("POST", f"/needs/{made['id']}/publish", self._buyer)
        self._done.published.add(made["id"])

    def _change_profile(self) -> None:
        """Sends until one is acknowledged; a stale edit means that an earlier one went through."""
        path = f"/organizations/{self._firm}/profile"
        summary = f"Stamped parts {secrets.token_hex(8)}"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            tag = self._repeat("GET", path, self._firm_token).headers["ETag"]
            answer = self._repeat(
                "PUT", path, self._firm_token, {"summary": summary}, {"If-Match": tag}
            )
            if answer.status_code != 412:
                self._done.summaries[self._firm] = summary
                return
        raise GaveUp(path)

    def _repeat(
        self, method: str, path: str, token: str, body: Any = None, headers: Any = None
    ) -> requests.Response:
        sent = {"Authorization": f"Bearer {token}"} | (headers or {})
        if method == "POST":
            sent["Idempotency-Key"] = secrets.token_hex(16)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = requests.request(
                    method, self._api + path, json=body, headers=sent, timeout=20
                )
            except requests.RequestException:
                answer = None
            if answer is not None and answer.status_code < 500 and answer.status_code != 409:
                if answer.status_code >= 400 and answer.status_code != 412:
                    raise GaveUp(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
                return answer
            self._done.retries += 1
            time.sleep(0.2)
        raise GaveUp(f"{method} {path}")
