"""Whatever is tried in whatever order, an application does what a small model of it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.applications import Tender, offer
from tests.support.needs import supplier_need
from tests.support.world import Api, World

ACTS = ("draft", "send", "change", "confirm", "withdraw", "revise", "edge", "pass", "close", "let")
WEIGHTED = st.lists(st.sampled_from((*ACTS[:6] * 2, *ACTS)), min_size=4, max_size=14)


@dataclass
class Model:
    """What must be true: the state of the newest application, and of its need."""

    state: str = "none"
    unconfirmed: bool = False
    sent: int = 0
    over: bool = False
    closed: bool = False

    @property
    def live(self) -> bool:
        return self.state in ("draft", "submitted")

    @property
    def counted(self) -> int:
        return int(self.state == "submitted" and not (self.over and self.unconfirmed))


class Story:
    """One need, one firm, and what is tried."""

    def __init__(self, world: World, firm: Api) -> None:
        day = world.clock.now().date()
        self.day = lambda days: (day + timedelta(days=days)).isoformat()
        need = supplier_need(
            apply_by=self.day(10), deliver_from=self.day(40), deliver_by=self.day(90)
        )
        self.world, self.firm, self.model = world, firm, Model()
        self.tender = Tender(world, need)
        self.path, self.days = "", 90

    def offer(self) -> dict[str, object]:
        row = {"lot": 0, "quantity": 1000, "price": "78.50", "deliver_by": self.day(80)}
        return offer(lots=[row], note=f"Version {self.model.sent}")

    def draft(self) -> None:
        done = self.firm.post(f"/needs/{self.tender.id}/applications", self.offer())
        fits = not self.model.over and not self.model.live
        assert done.status_code == (201 if fits else 409), done.json
        if fits:
            self.path = done.headers["Location"].removeprefix("/api/v1")
            self.model.state, self.model.sent, self.model.unconfirmed = "draft", 0, False

    def send(self) -> None:
        fits = self.model.state == "draft" and not self.model.over
        self.act("submit", fits)
        if fits:
            self.model.state, self.model.sent = "submitted", 1

    def change(self) -> None:
        fits = self.model.live and not self.model.over
        done = self.firm.put(self.path or "/applications/none", self.offer(), If_Match=self.tag())
        assert done.status_code == (200 if fits else 409 if self.path else 404), done.json
        if fits and self.model.state == "submitted":
            self.model.sent, self.model.unconfirmed = self.model.sent + 1, False

    def confirm(self) -> None:
        fits = self.model.state == "submitted" and self.model.unconfirmed and not self.model.over
        self.act("confirm", fits)
        if fits:
            self.model.sent, self.model.unconfirmed = self.model.sent + 1, False

    def withdraw(self) -> None:
        fits = self.model.live and not self.model.over
        self.act("withdraw", fits)
        if fits:
            self.model.state = "withdrawn"

    def act(self, name: str, fits: bool) -> None:
        done = self.firm.post(f"{self.path or '/applications/none'}/{name}")
        assert done.status_code == (200 if fits else 409 if self.path else 404), done.json

    def revise(self) -> None:
        if not self.model.over:
            self.days += 1
            self.tender.revise(deliver_by=self.day(self.days))
            self.model.unconfirmed = self.model.state == "submitted"

    def edge(self) -> None:
        """The last moment in which anything enters."""
        if not self.model.over:
            self.world.clock.moment = self.deadline() - timedelta(microseconds=1)

    def pass_(self) -> None:
        """The first moment in which nothing does; no timer has run yet."""
        if not self.model.over:
            self.world.clock.moment, self.model.over = self.deadline(), True

    def close(self) -> None:
        done = self.tender.buyer.post(f"/needs/{self.tender.id}/close", {"reason": "Enough."})
        if done.status_code == 200:
            self.model.over = self.model.closed = True

    def let(self) -> None:
        """Events and timers have their effects."""
        self.world.deliver()
        if self.model.over:
            self.model.closed = True
            if self.model.state == "submitted" and self.model.unconfirmed:
                self.model.state = "lapsed"

    def deadline(self) -> datetime:
        return datetime.fromisoformat(self.tender.published["apply_by"])

    def tag(self) -> str:
        return self.firm.get(self.path).headers.get("ETag", '"1"') if self.path else '"1"'

    def holds(self) -> None:
        """The store says what the model says, to the firm and to the buyer."""
        told = self.tender.listed()
        assert told["sealed"] is not self.model.over
        assert told["total"] == self.model.counted
        assert len(told["items"]) == (self.model.counted if self.model.over else 0)
        if self.path:
            found = self.firm.get(self.path).json
            assert found["state"] == self.model.state
            assert self.firm.get(f"{self.path}/versions").json["total"] == self.model.sent


@pytest.mark.slow
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=WEIGHTED)
def test_an_application_does_what_its_model_does(world: World, acts: list[str]) -> None:
    story = Story(world, world.api("msme"))
    for act in acts:
        getattr(story, "pass_" if act == "pass" else act)()
        story.holds()
