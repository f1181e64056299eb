"""Reasons and gaps in the reader's language: from their code and facts, for either side.

The event's English text is shown where a code is newer than this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.forms import language
from marketplace.matches import gap_words
from marketplace.presenters.dates import day
from marketplace.presenters.numbers import number
from marketplace.templating import zone

Facts = Mapping[str, Any]
MONTH = "LLLL y"
POINT = 0.01


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: text, and its weight from -1 to 1; all weights add up to the score."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing and what would change it; `href` where the remedy has a page."""

    code: str
    text: str
    remedy: str
    href: str = ""


def reasons(items: Sequence[Mapping[str, Any]], *, you: bool) -> list[Reason]:
    """The reasons of an entry; `you`: for the firm itself, else for the buyer.

    Those worth less than a point of a hundred are added up into one, so that the sum still is
    the score.
    """
    told = [item for item in items if abs(item["weight"]) >= POINT]
    found = [Reason(_reason(item, you), item["weight"]) for item in told]
    rest = sum(item["weight"] for item in items if item not in told)
    if abs(rest) >= POINT / 2 or not found:
        found.append(Reason(_("Smaller reasons together"), rest))
    return found


def gaps(items: Sequence[Mapping[str, Any]], *, you: bool) -> list[Gap]:
    """The gaps of an entry, each with its remedy for the side that reads."""
    return [
        Gap(item["code"], *gap_words.of(item["code"], item.get("facts") or {}, item, you))
        for item in items
    ]


def _reason(item: Mapping[str, Any], you: bool) -> str:
    say = REASONS.get(item["code"])
    facts = item.get("facts") or {}
    try:
        return say(facts, you) if say else str(item["text"])
    except KeyError:
        return str(item["text"])


def _month(text: str) -> str:
    return day(text, language(), zone(), MONTH)


def _orders(f: Facts, you: bool) -> str:
    if "title" not in f:
        return _("Past orders in words like these")
    if "similar" not in f:
        return _("A similar order, %(when)s: %(title)s", when=_month(f["day"]), title=f["title"])
    return ngettext(
        "%(num)s similar order, the nearest %(when)s: %(title)s",
        "%(num)s similar orders, the nearest %(when)s: %(title)s",
        f["similar"],
        when=_month(f["day"]),
        title=f["title"],
    )


def _own(f: Facts, you: bool) -> str:
    if you:
        return ngettext(
            "This buyer ordered from you before, %(num)s time",
            "This buyer ordered from you before, %(num)s times",
            f["own"],
        )
    return ngettext(
        "You ordered from it before, %(num)s time",
        "You ordered from it before, %(num)s times",
        f["own"],
    )


def _buyers(f: Facts, you: bool) -> str:
    if "buyer" not in f:
        return _("Supplies buyers of this kind")
    return _("Supplies buyers of this kind, %(buyer)s among them", buyer=f["buyer"])


def _place(f: Facts, you: bool) -> str:
    if "here" not in f:
        return _("Delivers in this region")
    return ngettext(
        "%(num)s order delivered in this region",
        "%(num)s orders delivered in this region",
        f["here"],
    )


def _near(f: Facts, you: bool) -> str:
    if "km" not in f:
        return _("Has a site in this region")
    return _("%(km)s km from the place of delivery", km=number(f["km"], language(), 0))


def _record(f: Facts, you: bool) -> str:
    return ngettext(
        "%(num)s order by %(clients)s buyers in all",
        "%(num)s orders by %(clients)s buyers in all",
        f["awards"],
        clients=f["clients"],
    )


def _capability(f: Facts, you: bool) -> str:
    if "offer" not in f:
        return _("Works in the industry asked for")
    return _("Offers: %(offer)s", offer=f["offer"])


def _conditions(f: Facts, you: bool) -> str:
    met = len(f.get("met") or ())
    if not met:
        return _("Meets what is asked for")
    return ngettext(
        "%(num)s condition is met and on file", "%(num)s conditions are met and on file", met
    )


REASONS: Mapping[str, Callable[[Facts, bool], str]] = {
    "orders": _orders,
    "codes": lambda f, you: _("Sells in the product group asked for"),
    "buyers": _buyers,
    "place": _place,
    "value": lambda f, you: _("Orders of this value are usual for it"),
    "record": _record,
    "name": lambda f, you: _("The name says so: %(name)s", name=f["name"]),
    "own": _own,
    "incumbent": lambda f, you: _("Sold to this buyer before, and newcomers are preferred"),
    "capability": _capability,
    "conditions": _conditions,
    "near": _near,
    "occupation": lambda f, you: _("Trains for this occupation (ISCO-08 %(c)s)", c=f["occupation"]),
    "skills": lambda f, you: _("Teaches %(skills)s", skills=", ".join(f["skills"])),
    "words": lambda f, you: _("The programme reads like this need: %(title)s", title=f["title"]),
    "seats": lambda f, you: ngettext("%(num)s seat", "%(num)s seats", f["seats"]),
    "timing": lambda f, you: _("A course ends in time or soon after"),
    "certificate": lambda f, you: _("Ends with a certificate: %(name)s", name=f["certificate"]),
}
