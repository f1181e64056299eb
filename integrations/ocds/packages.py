"""Packages of OCDS 1.1: releases and records of many processes in one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from integrations.ocds.merging import compiled
from integrations.ocds.parts import Json, given

VERSION = "1.1"
EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
)
"""Extensions whose fields are used: lots, and statistics of bids."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, and under which address (which need not answer) and terms."""

    name: str
    uri: str
    license: str | None = None
    policy: str | None = None


def release_package(publisher: Publisher, path: str, releases: Sequence[Mapping[str, Any]]) -> Json:
    """Releases of any processes. The standard has no empty package: ValueError without any."""
    return _package(publisher, path, releases) | {"releases": list(releases)}


def record(releases: Sequence[Mapping[str, Any]]) -> Json:
    """One process: all its releases, in order of their dates, and what they come to."""
    return {
        "ocid": releases[0]["ocid"],
        "releases": list(releases),
        "compiledRelease": compiled(releases),
    }


def record_package(publisher: Publisher, path: str, records: Sequence[Mapping[str, Any]]) -> Json:
    """Records of any processes; ValueError without any, like a release package."""
    releases = [one for found in records for one in found["releases"]]
    return _package(publisher, path, releases) | {"records": list(records)}


def _package(publisher: Publisher, path: str, releases: Sequence[Mapping[str, Any]]) -> Json:
    """`publishedDate` is that of the newest release, as the standard asks of what is made on
    demand: the same store gives the same file."""
    if not releases:
        raise ValueError("a package holds at least one release")
    return given(
        uri=f"{publisher.uri}/{path}",
        version=VERSION,
        extensions=list(EXTENSIONS),
        publishedDate=max(one["date"] for one in releases),
        publisher={"name": publisher.name, "uri": publisher.uri},
        license=publisher.license,
        publicationPolicy=publisher.policy,
    )
