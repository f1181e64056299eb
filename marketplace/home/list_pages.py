"""Routes of the public lists and of the search over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from marketplace import listing
from marketplace.edge import actor, ports, rule, session
from marketplace.exports import Column, table_response
from marketplace.home import lists, rows, words
from marketplace.home.blueprint import pages
from marketplace.policy import Actor
from marketplace.vocabularies import outline, places
from search.ports import SearchUnavailable
from search.query import Page, Query

Rows = Callable[[Session, Actor, Sequence[str]], list[dict[str, Any]]]
SHOWN_OF_EACH = 5


@pages.get("/needs")
@rule("public.read")
def needs() -> Response:
    """Open needs: words, filters, map, list."""
    return _list(lists.NEEDS, rows.need_rows, lists.NEED_COLUMNS, "search/needs.html")


@pages.get("/organizations")
@rule("public.read")
def organizations() -> Response:
    """Organisations, unclaimed ones included."""
    return _list(lists.FIRMS, rows.firm_rows, lists.FIRM_COLUMNS, "search/organizations.html")


@pages.get("/services")
@rule("public.read")
def services() -> Response:
    """Services and training programmes."""
    return _list(lists.SERVICES, rows.service_rows, lists.SERVICE_COLUMNS, "search/services.html")


@pages.get("/search")
@rule("public.read")
def search() -> Response:
    """The best of each list for some words."""
    text = request.args.get("q", "").strip()[:200]
    try:
        found = {name: _best(name, text) for name in _ALL} if text else {}
    except SearchUnavailable:
        return _away(text, "/search")
    shown = {
        name: (_ALL[name](session(), actor(), _ids(page)), page) for name, page in found.items()
    }
    page = render_template("search/everything.html", text=text, found=shown, words=words)
    return make_response(page)


_ALL: dict[str, Rows] = {
    "needs": rows.need_rows,
    "organizations": rows.firm_rows,
    "services": rows.service_rows,
}


def _best(name: str, text: str) -> Page:
    narrow = {"state": ("published",)} if name == "needs" else {}
    return ports().search.search(name, Query(text, filters=narrow, limit=SHOWN_OF_EACH))


def _ids(page: Page) -> list[str]:
    return [hit.id for hit in page.hits]


def _list(what: listing.Listing, read: Rows, columns: Sequence[Column], template: str) -> Response:
    """The list as a page, or as the file that `format` names."""
    try:
        if request.args.get("format"):
            return _file(what, read, columns)
        found = listing.results(what)
        empty = listing.without_each(found) if not found.page.total else []
    except SearchUnavailable:
        return _away(request.args.get("q", ""), what.path)
    shown = read(session(), actor(), found.ids)
    facts = {"found": found, "rows": shown, "drop": empty, "words": words, "outline": outline}
    return make_response(render_template(template, points=region_points(found), **facts))


def _file(what: listing.Listing, read: Rows, columns: Sequence[Column]) -> Response:
    found = list(listing.all_ids(what))
    chunks = (found[n : n + listing.CHUNK] for n in range(0, len(found), listing.CHUNK))
    lines = (row for ids in chunks for row in read(session(), actor(), ids))
    return table_response(lines, columns, what.path.strip("/"), request.args["format"])


def _away(text: str, path: str) -> Response:
    """The page while the search engine cannot answer: 503, and what works nevertheless."""
    return make_response(render_template("search/away.html", text=text, path=path), 503)


def region_points(found: listing.Results) -> list[tuple[str, float, float, int]]:
    """(name, x, y, count) of the regions with results, at the middle of their towns."""
    counts = found.counts("region")
    return [(words.region(r), *_middle(r), counts[r]) for r in places.REGIONS if counts.get(r)]


def _middle(region: str) -> tuple[float, float]:
    towns = [town for town in places.municipalities().values() if town.region == region]
    lat = sum(town.lat for town in towns) / len(towns)
    lon = sum(town.lon for town in towns) / len(towns)
    return outline.project(lat, lon)
