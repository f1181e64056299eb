"""What the slices of today tell homes: tasks and sections, registered when this is imported."""

from __future__ import annotations

from marketplace.home.sources import (
    adviser,
    applications,
    buyer,
    deals,
    evaluation,
    firm,
    outcomes,
    person,
    review,
    tries,
)

__all__ = [
    "adviser",
    "applications",
    "buyer",
    "deals",
    "evaluation",
    "firm",
    "outcomes",
    "person",
    "review",
    "tries",
]
