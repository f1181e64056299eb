"""The truth table of a need's conditions: met, partly, failed, not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matching.checks import eligible
from matching.snapshots import Capability, Certificate, Lot, Need, Organization, Place, Profile
from tests.support.conditions import check, held

TODAY = date(2026, 11, 24)
HERE = Place("A", "North", 42.0, 21.0)
FAR = Place("B", "South", 41.0, 21.0)
FIRST, LAST = date(2027, 3, 1), date(2027, 5, 31)


def need(**changes: Any) -> Need:
    return Need("n", 1, "supplier", "buyer", "Brackets", **changes)


def firm(state: str = "verified", place: Place | None = None, **parts: Any) -> Organization:
    return Organization("f", "Firm", state=state, place=place, profile=Profile(**parts))


def certified(*dates: date | None) -> dict[str, Any]:
    return {"certificates": (Certificate("ISO 9001", *dates),)}


def able(**parts: Any) -> dict[str, Any]:
    return {"capabilities": (Capability("Brackets", **parts),)}


ISO = need(certificates=("ISO 9001",), deliver_from=FIRST)
WINDOW = need(certificates=("ISO 9001",), deliver_from=FIRST, deliver_by=LAST)
LOTS = need(
    lots=(Lot("a", 100, "piece"), Lot("b", 300, "piece")), deliver_from=FIRST, deliver_by=FIRST
)
RADIUS = need(place=HERE, radius_km=40)
SMALL = need(size_classes=("micro", "small"))
WOMEN = need(ownership="women")
SOON = need(deliver_by=date(2026, 12, 24))
UNKNOWN = Organization("f", "Firm")


@pytest.mark.parametrize(
    ("asked", "candidate", "code", "outcome"),
    [
        (ISO, firm(**certified(None, date(2027, 3, 1))), "certificate", "met"),
        (ISO, firm(**certified(None, date(2027, 2, 28))), "certificate-expires", "failed"),
        (WINDOW, firm(**certified(None, date(2027, 5, 30))), "certificate-expires", "failed"),
        (WINDOW, firm(**certified(None, LAST)), "certificate", "met"),
        (ISO, firm(**certified(date(2027, 3, 2), date(2030, 1, 1))), "certificate-later", "failed"),
        (ISO, firm(**certified(None, None)), "certificate-undated", "unknown"),
        (ISO, firm(), "certificate-missing", "failed"),
        (ISO, firm(certificates=None), "certificate-unknown", "unknown"),
        (ISO, UNKNOWN, "certificate-unknown", "unknown"),
        (LOTS, firm(**able(capacity=400, unit="piece", free_share=1)), "capacity", "met"),
        (LOTS, firm(**able(capacity=399, unit="piece", free_share=1)), "capacity-part", "partly"),
        (LOTS, firm(**able(capacity=99, unit="piece", free_share=1)), "capacity-short", "failed"),
        (LOTS, firm(**able(capacity=400, unit="kg", free_share=1)), "capacity-unknown", "unknown"),
        (LOTS, firm(**able(capacity=400, unit="piece")), "capacity-unknown", "unknown"),
        (LOTS, UNKNOWN, "capacity-unknown", "unknown"),
        (RADIUS, firm(place=HERE), "place", "met"),
        (RADIUS, firm(place=FAR), "place-far", "failed"),
        (RADIUS, firm(place=FAR, sites=(FAR, HERE)), "place", "met"),
        (RADIUS, firm(), "place-unknown", "unknown"),
        (SMALL, firm(size_class="small"), "size", "met"),
        (SMALL, firm(size_class="large"), "size-other", "failed"),
        (SMALL, firm(), "size-unknown", "unknown"),
        (WOMEN, firm(ownership={"women": True}), "ownership", "met"),
        (WOMEN, firm(ownership={"women": False}), "ownership-other", "failed"),
        (WOMEN, firm(ownership={"women": None}), "ownership-unknown", "unknown"),
        (WOMEN, firm(ownership=None), "ownership-unknown", "unknown"),
        (SOON, firm(**able(lead_time_days=30)), "lead-time", "met"),
        (SOON, firm(**able(lead_time_days=31)), "lead-time-long", "failed"),
        (SOON, firm(), "lead-time-unknown", "unknown"),
        (need(), firm(state="suspended"), "organization-suspended", "failed"),
        (need(), firm(state="rejected"), "organization-rejected", "failed"),
    ],
)
def test_each_condition(asked: Need, candidate: Organization, code: str, outcome: str) -> None:
    kind = code.split("-")[0]
    (found,) = [c for c in check(asked, candidate, TODAY) if c.code.startswith(kind)]
    assert (found.code, found.outcome) == (code, outcome)
    assert found.text
    assert bool(found.remedy) == (outcome != "met")


def test_nothing_asked_is_nothing_to_fail() -> None:
    assert check(need(), firm(), TODAY) == ()
    nothing = held(need(), firm(), TODAY)
    assert nothing.fits.tolist() == [True]
    assert nothing.met_share.tolist() == [0]


def test_one_failure_decides_and_unknowns_do_not() -> None:
    both = need(certificates=("ISO 9001",), ownership="women")
    assert eligible(check(both, UNKNOWN, TODAY))
    half = held(both, firm(ownership={"women": True}, certificates=None), TODAY)
    assert half.fits.tolist() == [True]
    assert half.met_share.tolist() == [0.5]
    failed = firm(ownership={"women": False}, **certified(None, LAST))
    assert held(both, failed, TODAY).fits.tolist() == [False]
    assert not eligible(check(both, failed, TODAY))


def test_distance_by_haversine() -> None:
    from matching.geo import distance_km

    degree = distance_km(Place(lat=0.0, lon=0.0), Place(lat=0.0, lon=1.0))
    assert degree == pytest.approx(111.195, abs=0.01)
    assert distance_km(Place(), HERE) is None
