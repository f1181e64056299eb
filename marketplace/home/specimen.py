"""What the page of all components shows; its figures are made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from marketplace.errors import Fault
from marketplace.forms import Form
from marketplace.home.tasks import Task
from marketplace.templating import now
from marketplace.vocabularies import outline

REASONS = [
    {"text": "Six stamped-part orders, all on time", "weight": 0.34},
    {"text": "ISO 9001 valid until May 2029", "weight": 0.24},
]
GAPS = [{"text": "Capacity 60 t a month; 85 t asked", "remedy": "Apply for lot 2 only"}]


@dataclass(frozen=True)
class Facet:
    """One group of filters."""

    name: str
    legend: str
    options: list[tuple[str, str, int | None, bool]]


@dataclass(frozen=True)
class Moment:
    """One entry of a time line."""

    when: Any
    title: str
    text: str
    state: str


def specimen() -> dict[str, Any]:
    """The facts of every component."""
    today = now()
    return {
        "form": _form(),
        "reasons": REASONS,
        "gaps": GAPS,
        "tasks": [
            Task("Answer a question", "Your application waits for it.", "/kit", "Answer", today),
            Task("Read the offer", "It lapses on that day.", "/kit", "Read", today + timedelta(3)),
        ],
        "facets": [
            Facet("region", "Region", [("Skopje", "Skopje", 3, True), ("East", "East", 1, False)])
        ],
        "moments": [
            Moment(today - timedelta(9), "Published", "Revision 1", "done"),
            Moment(today, "Today", "", "now"),
            Moment(today - timedelta(1), "Answer the question", "", "late"),
            Moment(today + timedelta(16), "Applications close", "", "due"),
        ],
        "outline": outline,
        "points": [("Skopje", *outline.project(41.99, 21.43), 3)],
    }


def _form() -> Form:
    form = Form(
        typed={
            "title": "Brackets",
            "apply_by": {"day": "2020-09-10", "hour": "12:00"},
            "budget": {"min": "22,500,000", "max": "18,000,000", "currency": "MKD"},
            "cpv": ["44316500"],
            "lots": [{"title": "Bracket B-114", "quantity": "240,000"}, {"title": "Plate"}],
            "criteria": [{"name": "Price", "weight": "60"}, {"name": "Quality", "weight": "35"}],
            "certificates": ["ISO 9001"],
        },
        find={"cpv": "metal"},
        posted=True,
    )
    form.fault(
        [
            Fault("/apply_by", "10 September 2020 has passed."),
            Fault("/budget/max", "Must not be less than the minimum."),
            Fault("/lots/1/quantity", "Missing data for required field."),
            Fault("/criteria", "The weights sum to 95; they must sum to 100."),
        ]
    )
    return form
