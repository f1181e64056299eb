"""From an application to verified jobs, by the API alone; any client that answers like `Api`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.support.applications import offer
from tests.support.deals import Parties
from tests.support.needs import supplier_need

QUANTITY, PRICE = 1000, "40.50"
NET, FTE = "40500", "2.5"
"""What one story adds to the programme's revenue (MKD) and to its jobs."""
HEAD = "Name,Start date,Hours per week,Sex,Age,Contract\n"
LINES = [
    {"headcount": 2, "fte": "2", "contract": "permanent", "sex": "f", "age_band": "15-29"},
    {"headcount": 1, "fte": "0.5", "contract": "temporary", "sex": "m", "age_band": "30-54"},
]


@dataclass
class Story:
    """Who acts, on which day; `seen` waits for what a consumer does. `ids` says what was
    acknowledged: need, application, award, deal, delivery, invoice, payment, claim, decided."""

    buyer: Any
    firm: Any
    officer: Any
    today: date
    seen: Callable[[Callable[[], Any]], Any]
    ids: dict[str, str] = field(default_factory=dict)
    rivals: dict[str, Any] = field(default_factory=dict)
    """Firms that offer the same for more, by price of one unit."""

    def need(self, title: str) -> dict[str, Any]:
        """One lot, to be delivered within a year."""
        lot = {"title": "Brackets", "quantity": QUANTITY, "unit": "piece", "cpv": "44316500"}
        return supplier_need(
            title=title,
            lots=[lot],
            apply_by=self._in(60),
            deliver_from=self._in(90),
            deliver_by=self._in(300),
            criteria=[{"name": "Price", "weight": 100}],
        )

    def tell(self, title: str) -> None:
        """All of it."""
        self.begin()
        self.apply(title)
        self.award()
        self.fulfil()
        self.claim()
        self.verify()

    def begin(self) -> None:
        """The firm says how it was before: fourteen people, no sales to large buyers."""
        body = {"as_of": self._in(-60), "headcount": 14, "fte": "14"}
        made(self.firm.post("/outcomes/baselines", body))

    def apply(self, title: str) -> None:
        """A need is published; the firm and its rivals each offer all of it."""
        self.post(title)
        self.ids["application"] = self.offer(self.firm, PRICE)
        for price, rival in self.rivals.items():
            self.ids[f"rival {price}"] = self.offer(rival, price)

    def post(self, title: str) -> None:
        """The buyer publishes a need."""
        self.ids["need"] = made(self.buyer.post("/needs", self.need(title)))["id"]
        made(self.buyer.post(f"/needs/{self.ids['need']}/publish"))

    def offer(self, firm: Any, price: str) -> str:
        """The firm offers all of it at this price of one; the application's id."""
        lot = {"lot": 0, "quantity": QUANTITY, "price": price, "deliver_by": self._in(200)}
        path = f"/needs/{self.ids['need']}/applications"
        sent = made(firm.post(path, offer(lots=[lot], answers=[])))
        made(firm.post(f"/applications/{sent['id']}/submit"))
        identifier: str = sent["id"]
        return identifier

    def award(self) -> None:
        """The buyer closes the need and gives it to the firm; the deal opens."""
        need = f"/needs/{self.ids['need']}"
        made(self.buyer.post(f"{need}/close", {"reason": "We have enough."}))
        lots = [{"lot": 0, "application": self.ids["application"]}]
        body = {"lots": lots, "reasons": self.reasons}
        self.ids["award"] = made(self.buyer.post(f"{need}/awards", body))["awards"][0]["id"]
        self.opened()

    @property
    def reasons(self) -> Any:
        """What each firm that is turned down reads."""
        said = "Another offers the same for less."
        turned = [ids for step, ids in self.ids.items() if step.startswith("rival")]
        return [{"application": one, "reason": said} for one in turned]

    def opened(self) -> None:
        """Wait for the deal of the award."""
        path = f"/deals?need={self.ids['need']}"
        self.ids["deal"] = self.seen(lambda: self.buyer.get(path).json["items"])[0]["id"]

    @property
    def parties(self) -> Parties:
        """The deal under way."""
        ids = self.ids
        return Parties(None, self.buyer, self.firm, ids["need"], ids["deal"])  # type: ignore[arg-type]

    def fulfil(self) -> None:
        """Delivered, accepted, invoiced, paid, confirmed by the firm, completed."""
        deal = self.parties
        self.ids["delivery"] = made(deal.deliver(QUANTITY))["id"]
        made(deal.accept(self.ids["delivery"]))
        self.ids["invoice"] = made(deal.invoice(number=f"F-{self.ids['deal'][-12:]}"))["id"]
        self.ids["payment"] = made(deal.pay(self.ids["invoice"]))["id"]
        made(self.firm.post(f"{deal.path}/payments/{self.ids['payment']}/confirm"))
        done = made(self.buyer.post(f"{deal.path}/complete"))
        paid = (done["state"], done["paid_net"], done["paid"])
        assert paid == ("completed", "40500.00", "47790.00"), done

    def claim(self) -> None:
        """The firm claims jobs, with its payroll."""
        file = made(self.firm.upload("/files", self.payroll(), "payroll.csv"))["id"]
        body = {"deal": self.ids["deal"], "period_measured": self.today.isoformat()}
        claimed = made(
            self.firm.post("/outcomes/jobs", body | {"lines": LINES, "evidence": [file]})
        )
        self.ids["claim"] = claimed["id"]

    def verify(self) -> None:
        """An officer accepts it."""
        path = f"/outcomes/claims/{self.ids['claim']}"
        decided = made(self.officer.post(f"{path}/decision", {"decision": "accept"}))
        assert decided["state"] == "verified", decided
        self.ids["decided"] = decided["decision"]["id"]

    def payroll(self) -> bytes:
        """Three new people whom no other story employs."""
        mark = self.ids["deal"][-12:]
        rows = [("40", "f", "27", "permanent")] * 2 + [("20", "m", "40", "fixed term")]
        people = [f"Person {at} {mark},{self.today},{','.join(r)}" for at, r in enumerate(rows)]
        return (HEAD + "\n".join(people) + "\n").encode()

    def _in(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()


def made(answer: Any) -> Any:
    """What was answered; fails with it when it was refused."""
    assert answer.status_code < 300, answer.text
    return answer.json
