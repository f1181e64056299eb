"""Clients that post needs, change profiles and tell whole stories, and keep what they were told."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.chaos.client import PATIENCE, Acknowledged, Client, GaveUp, Sure, seen
from tests.support.needs import supplier_need
from tests.support.story import Story


class Needs(Client):
    """A buyer's needs, and a firm's profile."""

    def __init__(self, buyer: Sure, firm: Sure, firm_id: str, done: Acknowledged) -> None:
        super().__init__()
        self._buyer, self._firm, self._firm_id = buyer, firm, firm_id
        self._done = done
        self._chance = random.Random(firm_id)

    def turn(self) -> bool:
        self._post_and_publish()
        self._change_profile()
        self.stop_asked.wait(self._chance.random() * 0.4)
        return True

    def _post_and_publish(self) -> None:
        title = f"Brackets {secrets.token_hex(8)}"
        days = {"apply_by": 60, "deliver_from": 90, "deliver_by": 300}
        today = datetime.now(UTC).date()
        dates = {name: str(today + timedelta(days=after)) for name, after in days.items()}
        made = self._buyer.post("/needs", supplier_need(title=title, **dates)).json
        self._done.needs[title] = made["id"]
        self._buyer.post(f"/needs/{made['id']}/publish")
        self._done.published.add(made["id"])

    def _change_profile(self) -> None:
        """Sends until one is acknowledged; a stale edit means that an earlier one went through."""
        path = f"/organizations/{self._firm_id}/profile"
        summary = f"Stamped parts {secrets.token_hex(8)}"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            tag = self._firm.get(path).headers["ETag"]
            if self._firm.put(path, {"summary": summary}, tag).status_code != 412:
                self._done.summaries[self._firm_id] = summary
                return
        raise GaveUp(path)


class Stories(Client):
    """From an application to verified jobs, once for each firm."""

    def __init__(self, buyer: Sure, officer: Sure, firms: Iterator[Sure], done: Acknowledged):
        super().__init__()
        self._buyer, self._officer, self._firms = buyer, officer, firms
        self._done = done

    def turn(self) -> bool:
        firm = next(self._firms, None)
        if firm is None:
            return False
        story = Story(self._buyer, firm, self._officer, datetime.now(UTC).date(), seen)
        self._done.stories.append(story.ids)
        story.tell(f"A story {secrets.token_hex(8)}")
        return True
