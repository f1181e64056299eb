"""Public lists out of the search index: the address to a query, and what is found to a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext
from marshmallow import Schema, fields
from werkzeug.datastructures import MultiDict

from marketplace import apikit
from marketplace.exports import MOST
from marketplace.finding import Search
from marketplace.forms import language
from marketplace.presenters.numbers import number, typed
from marketplace.vocabularies.picking import label
from search.query import Page, Query

Say = Callable[[str], str]
Adjust = Callable[[Query], Query]
Narrow = Callable[[Mapping[str, Any]], Adjust]
Value = TypeVar("Value")
PAGE, CHUNK = 20, 100


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet or other filter of a list: `say` puts a value into words; `values` offers what is
    no facet of the index, without counts."""

    name: str
    legend: str
    say: Say
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its search, the schema of its parameters, its filters, ranges and orders.

    `ranges` maps a number field to its legend, `sorts` pairs a value of `sort` with its words,
    `unasked` is the order without words and without a choice; `narrow` adds what is no parameter.
    """

    path: str
    search: Search
    schema: type[Schema]
    filters: Sequence[Filter] = ()
    ranges: Mapping[str, str] = field(default_factory=dict)
    sorts: Sequence[tuple[str, str]] = ()
    unasked: str = "relevance"
    narrow: Narrow = lambda wanted: lambda query: query


@dataclass(frozen=True, slots=True)
class FacetView:
    """One group of filters as the page shows it: (value, words, count or none, chosen)."""

    name: str
    legend: str
    options: list[tuple[str, str, int | None, bool]]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of a list, ready for its template; `start` counts the results before it."""

    listing: Listing
    wanted: Mapping[str, Any]
    page: Page
    facets: list[FacetView]
    chips: list[tuple[str, str]]
    start: int

    @property
    def ids(self) -> list[str]:
        """What was found, in order."""
        return [hit.id for hit in self.page.hits]

    @property
    def following(self) -> str | None:
        """The address of the next page."""
        if self.page.next is None:
            return None
        after = self.start + len(self.page.hits)
        return address(self.listing.path, cursor=self.page.next, **{"from": str(after)})

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What other forms of the page send along: all but words and place in the list."""
        return [pair for pair in _pairs() if pair[0] not in ("q", "cursor", "from", "sort")]

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """The orders to choose from: value of `sort` and its words."""
        return [(value, gettext(text)) for value, text in self.listing.sorts]

    @property
    def sort(self) -> str:
        """The order in force."""
        chosen: str = self.wanted["sort"]
        return self.listing.unasked if chosen == "relevance" and not self.wanted["q"] else chosen

    def counts(self, name: str) -> dict[str, int]:
        """Results by value of a facet."""
        return dict(self.page.facets.get(name, ()))


def read(listing: Listing, args: MultiDict[str, str] | None = None) -> dict[str, Any]:
    """The parameters (the request's) through the schema; empty ones are absent, numbers are read
    as the page's language writes them. Those that are not the list's are passed over."""
    given: dict[str, Any] = {}
    asked = request.args if args is None else args
    for name, known in listing.schema().fields.items():
        values = [value for value in asked.getlist(name) if value.strip()]
        if values:
            given[name] = values if isinstance(known, fields.List) else _plain(known, values[0])
    return dict(apikit.load(listing.schema(), given))


def _plain(known: Any, value: str) -> str:
    return typed(value, language()) if isinstance(known, fields.Number) else value


def results(listing: Listing) -> Results:
    """The page that the address asks for; raises SearchUnavailable."""
    wanted = read(listing)
    page = listing.search.find(wanted, listing.narrow(wanted))
    start = request.args.get("from", "")
    return Results(
        listing,
        wanted,
        page,
        list(_facets(listing, wanted, page)),
        list(_chips(listing, wanted)),
        int(start) if wanted.get("cursor") and start.isdigit() and len(start) < 9 else 0,
    )


def all_ids(listing: Listing) -> Iterator[str]:
    """Everything that the address asks for, for a file; at most exports.MOST."""
    wanted = read(listing) | {"limit": CHUNK, "cursor": None}
    for _ in range(MOST // CHUNK):
        page = listing.search.find(wanted, listing.narrow(wanted))
        yield from (hit.id for hit in page.hits)
        if page.next is None:
            return
        wanted["cursor"] = page.next


def without_each(found: Results) -> list[tuple[str, str, int]]:
    """For an empty list: (a filter in words, the address without it, how many it then has)."""
    answers = []
    for words, href, dropped in _dropped(found.listing, found.wanted):
        count = found.listing.search.find(dropped, found.listing.narrow(dropped)).total
        if count:
            answers.append((words, href, count))
    return answers


def address(path: str, **changes: str | None) -> str:
    """The list's address with parameters changed; None takes one out."""
    kept = [(name, value) for name, value in _pairs() if name not in changes]
    query = urlencode(kept + [(name, value) for name, value in changes.items() if value])
    return f"{path}?{query}" if query else path


def _pairs() -> list[tuple[str, str]]:
    return [pair for pair in request.args.items(multi=True) if pair[1] and pair[0] != "format"]


def _facets(listing: Listing, wanted: Mapping[str, Any], page: Page) -> Iterator[FacetView]:
    for one in listing.filters:
        chosen = wanted.get(one.name) or []
        counts: dict[str, int | None] = dict(page.facets.get(one.name, ()))
        counts |= {value: counts.get(value) for value in (*one.values, *chosen)}
        if not one.values:
            counts = {value: count or 0 for value, count in counts.items()}
        options = [(v, one.say(v), count, v in chosen) for v, count in counts.items()]
        yield FacetView(one.name, gettext(one.legend), options)


def in_words(listing: Listing, args: MultiDict[str, str]) -> list[str]:
    """What a search asks for: its words and its filters."""
    wanted = read(listing, args)
    text = [f"“{wanted['q']}”"] if wanted["q"] else []
    return text + [words for words, _href, _without in _dropped(listing, wanted)]


def _chips(listing: Listing, wanted: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for words, href, _ in _dropped(listing, wanted):
        yield words, href


def _dropped(
    listing: Listing, wanted: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each filter in force: its words, the address and the parameters without it."""
    whole = {**wanted, "cursor": None}
    for one in listing.filters:
        for value in wanted.get(one.name) or ():
            rest = [other for other in wanted[one.name] if other != value]
            yield one.say(value), _without(listing, one.name, value), whole | {one.name: rest}
    for name, legend in listing.ranges.items():
        ends = [wanted.get(f"{name}_min"), wanted.get(f"{name}_max")]
        if ends != [None, None]:
            words = "–".join("" if end is None else number(end, language()) for end in ends)
            gone = {f"{name}_min": None, f"{name}_max": None}
            yield f"{gettext(legend)}: {words}", address(listing.path, **gone), whole | gone
    if wanted.get("near"):
        nowhere = {"near": None, "radius_km": None}
        town = label("municipality", str(wanted["near"]), language())
        yield gettext("Near %(town)s", town=town), address(listing.path, **nowhere), whole | nowhere


def _without(listing: Listing, name: str, value: str) -> str:
    kept = [p for p in _pairs() if p != (name, value) and p[0] not in ("cursor", "from")]
    return f"{listing.path}?{urlencode(kept)}" if kept else listing.path
