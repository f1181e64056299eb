"""Routes of the searches that people keep."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from marketplace import listing
from marketplace.edge import actor, rule, session
from marketplace.home import lists, saved
from marketplace.home.blueprint import pages
from marketplace.pages import done


@pages.get("/searches")
@rule("search.save")
def searches() -> str:
    """The own searches, each in words."""
    held = [(one, _words(one.query)) for one in saved.own(session(), actor())]
    return render_template("search/saved.html", searches=held, most=saved.MOST)


@pages.post("/searches")
@rule("search.save")
def save_search() -> Response:
    """Keep the search of the list of needs that `query` names."""
    query = request.form.get("query", "")[: saved.LONGEST]
    asked = lists.NEEDS.search.query(listing.read(lists.NEEDS, _args(query)))
    saved.save(session(), actor(), query, asked)
    return done("/searches", _("Kept. You are told of each new need that fits this search."))


@pages.post("/searches/<search_id>/drop")
@rule("search.save")
def drop_search(search_id: str) -> Response:
    saved.drop(session(), actor(), search_id)
    return done("/searches", _("Dropped: you hear no more of this search."))


def _args(query: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(query))


def _words(query: str) -> str:
    return ", ".join(listing.in_words(lists.NEEDS, _args(query))) or _("Every open need")
