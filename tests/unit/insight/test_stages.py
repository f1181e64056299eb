"""Stages of the funnel: properties of any times and any counts."""

from __future__ import annotations

import itertools
import statistics
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marketplace.insight.stages import LOSSES, STAGES, Stand, counts, loss, median, reached, waits

POSTED = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = st.fixed_dictionaries(
    {stage: st.none() | st.integers(0, 10**6) for stage in STAGES[1:]}
).map(
    lambda held: (
        {"posted": POSTED}
        | {s: None if m is None else POSTED + timedelta(minutes=m) for s, m in held.items()}
    )
)
STANDS = st.builds(
    Stand,
    st.sampled_from(["published", "closed", "awarded", "completed", "cancelled", "suspended"]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 6),
    st.booleans(),
    st.booleans(),
    st.none() | st.sampled_from(["open", "completed", "terminated"]),
)


@given(st.lists(TIMES))
def test_no_stage_has_more_needs_than_the_one_before(needs: list) -> None:  # type: ignore[type-arg]
    by_reached: dict[int, int] = {}
    for times in needs:
        furthest = reached(times)
        by_reached[furthest] = by_reached.get(furthest, 0) + 1
    held = counts(by_reached)
    assert held[0] == len(needs)
    assert all(later <= earlier for earlier, later in itertools.pairwise(held))
    for place, code in enumerate(STAGES):
        assert held[place] >= sum(1 for times in needs if times[code] is not None)


@given(TIMES)
def test_waits_are_known_where_times_are(times: dict) -> None:  # type: ignore[type-arg]
    found = waits(times)
    for stage, minutes in found.items():
        assert (minutes is None) == (times[stage] is None)
        assert minutes is None or minutes >= 0


@given(TIMES, STANDS)
def test_whatever_stops_has_a_reason(times: dict, stand: Stand) -> None:  # type: ignore[type-arg]
    furthest = reached(times)
    why = loss(furthest, stand)
    assert (why is None) == (furthest == len(STAGES) - 1)
    assert why is None or why in LOSSES


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_the_median_is_the_usual_one(values: list[int]) -> None:
    assert median(values) == statistics.median(values)


def test_why_needs_stop() -> None:
    at = STAGES.index
    assert loss(at("posted"), Stand("closed")) == "no_match"
    assert loss(at("matched"), Stand("closed")) == "not_viewed"
    assert loss(at("contacted"), Stand("closed")) == "no_application"
    assert loss(at("applied"), Stand("closed", sent=2)) == "withdrawn"
    assert loss(at("applied"), Stand("closed", refused=2, sent=2)) == "none_chosen"
    assert loss(at("applied"), Stand("closed", live=2, sent=2)) == "under_way"
    assert loss(at("shortlisted"), Stand("closed", live=1, sent=1, taken=True)) == "taken_back"
    assert loss(at("awarded"), Stand("awarded", deal="terminated")) == "terminated"
    assert loss(at("paid"), Stand("completed", deal="completed")) == "under_way"
