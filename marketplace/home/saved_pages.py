"""Routes of the searches that people keep."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from marketplace import listing
from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.home import lists, saved
from marketplace.home.blueprint import pages
from marketplace.home.schemas import SearchChangeBody
from marketplace.pages import done
from search.query import Query


@pages.get("/searches")
@rule("search.save")
def searches() -> str:
    """The own searches, each in words."""
    held = [(one, _words(one.query)) for one in saved.own(session(), actor())]
    facts = {"searches": held, "most": saved.MOST, "choices": _choices()}
    return render_template("search/saved.html", **facts)


@pages.post("/searches")
@rule("search.save")
def save_search() -> Response:
    """Keep the search of the list of needs that `query` names."""
    query = request.form.get("query", "")[: saved.LONGEST]
    saved.save(session(), actor(), query, asked_by(query))
    return done("/searches", _("Kept. You are told of each new need that fits this search."))


@pages.post("/searches/<search_id>/mail")
@rule("search.save")
def change_search(search_id: str) -> Response:
    form = Form.received()
    mail = form.load(SearchChangeBody())["mail"]
    saved.change(session(), actor(), search_id, mail, form.revision)
    return done("/searches", _("Saved."))


@pages.post("/searches/<search_id>/drop")
@rule("search.save")
def drop_search(search_id: str) -> Response:
    saved.drop(session(), actor(), search_id)
    return done("/searches", _("Dropped: you hear no more of this search."))


def asked_by(query: str) -> Query:
    """What an address of the list of needs asks for; Invalid for a value that it does not know."""
    return lists.NEEDS.search.query(listing.read(lists.NEEDS, _args(query)))


def _args(query: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(query))


def _words(query: str) -> str:
    return ", ".join(listing.in_words(lists.NEEDS, _args(query))) or _("Every open need")


def _choices() -> list[tuple[str, str]]:
    return [
        ("usual", _("as for all matches")),
        ("each", _("at once")),
        ("digest", _("in the daily digest")),
        ("none", _("not at all")),
    ]
