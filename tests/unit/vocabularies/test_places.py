from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.vocabularies import outline, places

ALL = places.municipalities()
CODES = st.sampled_from(sorted(ALL))
POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_each_of_the_80_has_names_a_region_and_a_sourced_point():
    assert len(ALL) == 80
    for place in ALL.values():
        assert place.region in places.REGIONS
        assert place.names["mk"]
        assert place.names["en"]
        assert place.point_of.startswith("GeoNames ")
        assert outline.contains(*outline.project(place.lat, place.lon)), place


def test_eight_points_are_of_a_seat_or_of_the_city():
    borrowed = {p.names["en"]: p.point_of for p in ALL.values() if "(" in p.point_of}
    assert len(borrowed) == 8
    assert borrowed["Debrca"].endswith("(seat: Belčišta)")
    assert borrowed["Karpoš"].endswith("(city: Skopje)")


def test_regions():
    sizes = dict.fromkeys(places.REGIONS, 0)
    for place in ALL.values():
        sizes[place.region] += 1
    assert sizes == {
        "Skopje": 17, "Pelagonija": 9, "East": 11, "South-West": 9,
        "Vardar": 9, "South-East": 10, "Polog": 9, "North-East": 6,
    }  # fmt: skip
    assert places.region_of("MK-501") == "Pelagonija"
    assert places.region_name("Polog", "mk") == "Полошки регион"
    assert places.region_name("Polog", "en") == "Polog"


@given(POINTS, POINTS)
def test_haversine_is_symmetric_and_at_most_half_the_globe(a, b):
    assert places.haversine(a, b) == pytest.approx(places.haversine(b, a))
    assert 0 <= places.haversine(a, b) <= 20_016
    assert places.haversine(a, a) == 0


def test_skopje_to_bitola():
    skopje, bitola = (42.0, 21.43), (41.03, 21.33)
    assert places.haversine(skopje, bitola) == pytest.approx(108.2, abs=0.2)


@given(CODES, CODES, st.floats(0, 300))
def test_within_is_mutual_and_grows(a, b, km):
    assert a in places.within(a, 0)
    assert (b in places.within(a, km)) == (a in places.within(b, km))
    assert places.within(a, km) <= places.within(a, km + 10)


@pytest.mark.parametrize("name", ["Štip", "Shtip", "Штип", "stip"])
def test_a_municipality_is_found_by_its_name_in_any_script(name):
    assert places.find(name) == "MK-211"


def test_names_fall_back_to_english():
    assert ALL["MK-609"].name("sq") == "Tetovë"
    assert ALL["MK-105"].name("sq") == "Lozovo"
    assert places.find("Nowhere") is None


@given(st.floats(40.8, 42.4), st.floats(20.4, 23.1))
def test_projection_and_back(lat, lon):
    back = outline.degrees(*outline.project(lat, lon))
    assert back == pytest.approx((lat, lon), abs=0.001)


def test_the_outline_reaches_natural_earths_extremes():
    lats, lons = zip(*(outline.degrees(x, y) for x, y in outline.points()), strict=True)
    assert (min(lons), max(lons)) == pytest.approx((20.444, 23.010), abs=0.01)
    assert (min(lats), max(lats)) == pytest.approx((40.849, 42.370), abs=0.01)
    assert outline.path().startswith("M33.8 167.9L39 174")
    assert not outline.contains(-1, -1)
