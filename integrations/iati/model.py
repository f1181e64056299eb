"""An IATI 2.03 activity with its results, as plain values.

https://iatistandard.org/en/iati-standard/203/activity-standard/ ; codes are those of IATI's code
lists (IATI-Codelists, IATI-Codelists-NonEmbedded).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Text = Mapping[str, str]
"""The same text by language code; at least one."""

OWN_VOCABULARY, HIPSO, US_FRAMEWORK = "99", "8", "3"
"""Of the code list IndicatorVocabulary."""
OUTPUT, OUTCOME, IMPACT, OTHER = 1, 2, 3, 9
"""Of the code list ResultType."""
UNIT, PERCENTAGE = 1, 2
"""Of the code list IndicatorMeasure."""
RESULTS_DOCUMENT, TENDER_DOCUMENT, CONTRACT_DOCUMENT = "A08", "A10", "A11"
"""Of the code list DocumentCategory."""
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
"""Of the code list OrganisationRole."""
IMPLEMENTATION, CLOSED = "2", "4"
"""Of the code list ActivityStatus."""
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
"""Of the code list ActivityDateType."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """`ref` is its IATI identifier, `type` a code of OrganisationType."""

    ref: str
    type: str
    name: Text
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, of the whole or of what the dimensions (name, value) cut out of it."""

    value: Decimal
    dimensions: Sequence[tuple[str, str]] = ()
    comment: Text | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value before: of a year, or of a day in it."""

    year: int
    figure: Figure
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """What was aimed at and what was reached from the first to the last day."""

    starts: date
    ends: date
    targets: Sequence[Figure] = ()
    actuals: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An indicator's code in a vocabulary; at most one of each."""

    vocabulary: str
    code: str
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. `adds_up`: whether its values may be summed over activities."""

    title: Text
    description: Text
    measure: int = UNIT
    ascending: bool = True
    adds_up: bool = False
    references: Sequence[Reference] = ()
    baselines: Sequence[Baseline] = ()
    periods: Sequence[Period] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Indicators of one type under one title; at least one."""

    type: int
    title: Text
    indicators: Sequence[Indicator]
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be read elsewhere; `format` is a media type, `categories` of
    DocumentCategory."""

    url: str
    format: str
    title: Text
    categories: Sequence[str]


@dataclass(frozen=True, slots=True)
class Activity:
    """`dates` are (type, day), one at least. `updated`: when anything in it last changed."""

    identifier: str
    reporting: Organisation
    participating: Sequence[Organisation]
    title: Text
    description: Text
    status: str
    dates: Sequence[tuple[str, date]]
    country: str
    currency: str
    language: str
    updated: datetime
    documents: Sequence[Document] = ()
    results: Sequence[Result] = ()
