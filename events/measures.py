"""Measures that several packages take; marketplace.metrics serves them."""

from __future__ import annotations

from prometheus_client import Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper ends of the classes of a duration."""

RANKING = Histogram(
    "marketplace_ranking_seconds",
    "Time to make one ranked list, by kind of need",
    ["kind"],
    buckets=SECONDS,
)
DELIVERY = Histogram(
    "marketplace_delivery_seconds",
    "Time to prepare and apply one batch of events, by consumer",
    ["consumer"],
    buckets=SECONDS,
)
