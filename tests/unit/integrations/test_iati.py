"""An IATI activity as XML: order, numbers, languages, and what XML cannot hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.iati import document, model, plain

ORG = model.Organisation("XX-1", "90", {"en": "Programme"})
INDICATOR = model.Indicator(
    title={"en": "Jobs", "mk": "Работни места"},
    description={"en": "Net full-time equivalents."},
    adds_up=True,
    references=[model.Reference(model.OWN_VOCABULARY, "BEP-02", "https://x.example/BEP-02")],
    baselines=[model.Baseline(2026, model.Figure(Decimal("3.50")), date(2026, 9, 30))],
    periods=[
        model.Period(
            date(2026, 10, 1),
            date(2027, 9, 30),
            [model.Figure(Decimal(5750))],
            [model.Figure(Decimal("12.50")), model.Figure(Decimal(7), [("sex", "female")])],
        )
    ],
)
ACTIVITY = model.Activity(
    identifier="XX-1-P",
    reporting=ORG,
    participating=[replace(ORG, role=model.ACCOUNTABLE)],
    title={"mk": "Програма", "en": "Programme"},
    description={"en": "Results."},
    status=model.IMPLEMENTATION,
    dates=[(model.ACTUAL_START, date(2026, 10, 1))],
    country="MK",
    currency="MKD",
    language="en",
    updated=datetime(2027, 1, 2, 3, 4, 5, 6, UTC),
    documents=[model.Document("https://x.example/1", "application/json", {"en": "N-1"}, ["A10"])],
    results=[model.Result(model.IMPACT, {"en": "Jobs"}, [INDICATOR])],
)


def read(activity: model.Activity) -> Element:
    found = fromstring(document([activity])).find("iati-activity")
    assert found is not None
    return found


def test_elements_come_in_the_order_of_the_schema() -> None:
    assert [one.tag for one in read(ACTIVITY)] == [
        *("iati-identifier", "reporting-org", "title", "description", "participating-org"),
        *("activity-status", "activity-date", "recipient-country", "document-link", "result"),
    ]


def test_an_indicator_tells_baseline_target_and_actuals_by_dimension() -> None:
    indicator = read(ACTIVITY).find("result/indicator")
    assert indicator is not None
    assert indicator.attrib == {"measure": "1", "ascending": "true", "aggregation-status": "true"}
    baseline = indicator.find("baseline")
    assert baseline is not None
    assert baseline.attrib == {"year": "2026", "iso-date": "2026-09-30", "value": "3.5"}
    period = indicator.find("period")
    assert period is not None
    told = [(one.tag, one.get("value")) for one in period if one.get("value")]
    assert told == [("target", "5750"), ("actual", "12.5"), ("actual", "7")]
    cut = period.find("actual/dimension")
    assert cut is not None
    assert cut.attrib == {"name": "sex", "value": "female"}


def test_the_activitys_language_comes_first() -> None:
    title = read(ACTIVITY).find("title")
    assert title is not None
    assert [one.text for one in title] == ["Programme", "Програма"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_file_that_can_be_read(text: str) -> None:
    read(replace(ACTIVITY, title={"en": text}, identifier=text))


@settings(deadline=None)
@given(st.decimals(-(10**15), 10**15, places=6))
def test_numbers_have_no_exponent_and_read_back(value: Decimal) -> None:
    assert "E" not in plain(value)
    assert Decimal(plain(value)) == value


def test_the_same_activity_gives_the_same_file_and_none_gives_none() -> None:
    assert document([ACTIVITY]) == document([ACTIVITY])
    with pytest.raises(ValueError, match="at least one"):
        document([])
