"""Awards in the Open Contracting Data Standard: releases, records and their packages (1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

from matching.awards import AwardRow, Fault, UnreadableFile, row_of

VOID = ("cancelled", "unsuccessful", "pending")
"""Award statuses under which nobody was given anything."""


def read(handle: IO[str]) -> Iterator[AwardRow | Fault]:
    """Rows of a package, a list, or one release or record a line; `line` counts lines of the file.

    In a file that is one JSON value, `line` counts releases instead, since lines mean nothing.
    """
    text = handle.read()
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        yield from read_lines(text)
        return
    found = 0
    for found, release in enumerate(releases(whole), start=1):
        yield from rows(found, release)
    if not found:
        raise UnreadableFile("neither a release nor a record in it")


def read_lines(text: str) -> Iterator[AwardRow | Fault]:
    """Rows of JSON lines; a line that is no JSON is a fault, a file of such lines is unreadable."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    understood = 0
    for number, line in lines:
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            yield Fault(number, f"not JSON: {error.msg}")
            continue
        understood += 1
        yield from chain.from_iterable(rows(number, r) for r in releases(value))
    if not understood:
        raise UnreadableFile("no line of it is JSON")


def releases(value: Any) -> Iterator[Mapping[str, Any]]:
    """The releases in a package, a record package, a record, a list, or a release itself."""
    if isinstance(value, list):
        yield from chain.from_iterable(map(releases, value))
    elif isinstance(value, dict) and ("releases" in value or "records" in value):
        if "compiledRelease" in value:
            yield value["compiledRelease"]
        else:
            yield from releases(value.get("records") or value.get("releases") or [])
    elif isinstance(value, dict):
        yield from releases_of_record(value)


def releases_of_record(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A record's compiled release, or the value itself if it is a release."""
    if "compiledRelease" in value:
        yield value["compiledRelease"]
    elif "ocid" in value or "awards" in value:
        yield value


def rows(line: int, release: Mapping[str, Any]) -> Iterator[AwardRow | Fault]:
    """One row for each supplier of each award that stands."""
    try:
        for award in release.get("awards") or []:
            if award.get("status") not in VOID:
                for supplier in award.get("suppliers") or [{}]:
                    yield row_of(line, cells(release, award, supplier))
    except (AttributeError, TypeError, KeyError) as error:
        yield Fault(line, f"not an OCDS release: {error}")


def cells(
    release: Mapping[str, Any], award: Mapping[str, Any], supplier: Mapping[str, Any]
) -> dict[str, str]:
    """The columns of an award history out of a release."""
    tender = release.get("tender") or {}
    value = award.get("value") or {}
    place = place_of(release, award, tender)
    return {
        "award_id": joined(release.get("ocid"), award.get("id")),
        **party(release, "buyer", release.get("buyer") or tender.get("procuringEntity") or {}),
        **party(release, "supplier", supplier),
        "title": str(award.get("title") or tender.get("title") or tender.get("description") or ""),
        "date": str(award.get("date") or release.get("date") or ""),
        "date_published": str(release.get("date") or ""),
        "category": str(tender.get("mainProcurementCategory") or ""),
        "cpv": cpv_of([*(award.get("items") or []), *(tender.get("items") or [])]),
        "region": str(place.get("region") or ""),
        "municipality": str(place.get("locality") or ""),
        "value": str(value.get("amount") if value.get("amount") is not None else ""),
        "currency": str(value.get("currency") or ""),
        "supplier_kind": kind_of(release, supplier),
        "source": "ocds",
    }


def joined(ocid: Any, award_id: Any) -> str:
    """An award's identifier is unique only within its contracting process."""
    return "/".join(str(part) for part in (ocid, award_id) if part)


def party(release: Mapping[str, Any], role: str, organization: Mapping[str, Any]) -> dict[str, str]:
    """Identifier and name of an organisation; the registered identifier before the local one."""
    known = detail(release, organization.get("id")).get("identifier")
    identifier = organization.get("identifier") or known or {}
    return {
        f"{role}_scheme": str(identifier.get("scheme") or "") if identifier.get("id") else "",
        f"{role}_id": str(identifier.get("id") or organization.get("id") or ""),
        role: str(organization.get("name") or ""),
    }


def cpv_of(items: list[Mapping[str, Any]]) -> str:
    """The first CPV code among items."""
    for item in items:
        found = item.get("classification") or {}
        if str(found.get("scheme", "")).upper() in ("CPV", "CPVS"):
            return str(found.get("id") or "")
    return ""


def place_of(
    release: Mapping[str, Any], award: Mapping[str, Any], tender: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Where it is delivered, else where the buyer is."""
    for item in [*(award.get("items") or []), *(tender.get("items") or [])]:
        if item.get("deliveryAddress"):
            return dict(item["deliveryAddress"])
    buyer = (release.get("buyer") or {}).get("id")
    return dict(detail(release, buyer).get("address") or {})


def detail(release: Mapping[str, Any], identifier: Any) -> Mapping[str, Any]:
    """What `parties` says of an organisation."""
    found = (p for p in release.get("parties") or [] if p.get("id") == identifier)
    return next(found, {})


def kind_of(release: Mapping[str, Any], supplier: Mapping[str, Any]) -> str:
    """A company unless the party is marked as a natural person (details.legalEntityTypeDetail)."""
    details = detail(release, supplier.get("id")).get("details") or {}
    words = " ".join(str(v) for v in details.values() if isinstance(v, str)).lower()
    return "natural person" if "natural" in words or "individual" in words else "company"
