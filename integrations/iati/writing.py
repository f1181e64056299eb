"""Activities as the XML of IATI 2.03, elements in the order that its schema asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from integrations.iati.model import (
    Activity,
    Baseline,
    Document,
    Figure,
    Indicator,
    Organisation,
    Period,
    Result,
    Text,
)

VERSION = "2.03"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


def document(activities: Sequence[Activity]) -> bytes:
    """The activities, one at least, as a file in UTF-8; the same for the same activities."""
    if not activities:
        raise ValueError("a file holds at least one activity")
    generated = max(one.updated for one in activities)
    root = Element("iati-activities", version=VERSION)
    root.set("generated-datetime", _moment(generated))
    for one in activities:
        _activity(root, one)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _activity(root: Element, one: Activity) -> None:
    made = SubElement(root, "iati-activity")
    made.set("last-updated-datetime", _moment(one.updated))
    made.set(LANGUAGE, one.language)
    made.set("default-currency", one.currency)
    SubElement(made, "iati-identifier").text = _clean(one.identifier)
    _organisation(made, "reporting-org", one.reporting)
    _text(made, "title", one.title, one.language)
    _text(made, "description", one.description, one.language)
    for party in one.participating:
        _organisation(made, "participating-org", party)
    SubElement(made, "activity-status", code=one.status)
    for type_, day in one.dates:
        SubElement(made, "activity-date", {"type": type_, "iso-date": day.isoformat()})
    SubElement(made, "recipient-country", code=one.country)
    for link in one.documents:
        _document(made, link, one.language)
    for result in one.results:
        _result(made, result, one.language)


def _organisation(parent: Element, tag: str, one: Organisation) -> None:
    made = SubElement(parent, tag, ref=_clean(one.ref), type=one.type)
    if one.role:
        made.set("role", one.role)
    _narratives(made, one.name)


def _document(parent: Element, one: Document, language: str) -> None:
    made = SubElement(parent, "document-link", url=one.url, format=one.format)
    _text(made, "title", one.title, language)
    for code in one.categories:
        SubElement(made, "category", code=code)


def _result(parent: Element, one: Result, language: str) -> None:
    made = SubElement(parent, "result", type=str(one.type))
    _text(made, "title", one.title, language)
    if one.description:
        _text(made, "description", one.description, language)
    for indicator in one.indicators:
        _indicator(made, indicator, language)


def _indicator(parent: Element, one: Indicator, language: str) -> None:
    made = SubElement(parent, "indicator", measure=str(one.measure))
    made.set("ascending", _truth(one.ascending))
    made.set("aggregation-status", _truth(one.adds_up))
    _text(made, "title", one.title, language)
    _text(made, "description", one.description, language)
    for reference in one.references:
        told = SubElement(made, "reference", vocabulary=reference.vocabulary, code=reference.code)
        if reference.uri:
            told.set("indicator-uri", reference.uri)
    for baseline in one.baselines:
        _baseline(made, baseline, language)
    for period in one.periods:
        _period(made, period, language)


def _baseline(parent: Element, one: Baseline, language: str) -> None:
    made = SubElement(parent, "baseline", year=str(one.year))
    if one.day:
        made.set("iso-date", one.day.isoformat())
    made.set("value", plain(one.figure.value))
    _cuts(made, one.figure, language)


def _period(parent: Element, one: Period, language: str) -> None:
    made = SubElement(parent, "period")
    SubElement(made, "period-start", {"iso-date": one.starts.isoformat()})
    SubElement(made, "period-end", {"iso-date": one.ends.isoformat()})
    for tag, figures in (("target", one.targets), ("actual", one.actuals)):
        for figure in figures:
            _cuts(SubElement(made, tag, value=plain(figure.value)), figure, language)


def _cuts(made: Element, figure: Figure, language: str) -> None:
    for name, value in figure.dimensions:
        SubElement(made, "dimension", name=_clean(name), value=_clean(value))
    if figure.comment:
        _text(made, "comment", figure.comment, language)


def _text(parent: Element, tag: str, text: Text, language: str) -> None:
    """The activity's own language first, then the others."""
    ordered = {code: text[code] for code in sorted(text, key=lambda code: (code != language, code))}
    _narratives(SubElement(parent, tag), ordered)


def _narratives(parent: Element, text: Text) -> None:
    for code, words in text.items():
        told = SubElement(parent, "narrative")
        told.set(LANGUAGE, code)
        told.text = _clean(words)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
