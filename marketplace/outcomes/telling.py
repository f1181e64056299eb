"""Claims, gates and cuts put into words for pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from marketplace.forms import language
from marketplace.organizations.models import Organization
from marketplace.outcomes import words
from marketplace.outcomes.models import Claim
from marketplace.presenters.names import name_in
from marketplace.presenters.numbers import number

PEOPLE = ("bso", "lead_firm", "lender")
"""Dimensions whose buckets are organisations."""


def options(table: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Codes with their words, to choose from."""
    return [(str(code), _(text)) for code, text in table.items()]


def gate(one: Mapping[str, Any]) -> str:
    """A plausibility gate that a claim trips, as a sentence."""
    low, high = (number(limit, language()) for limit in one["limits"])
    told = {"figure": number(one["figure"], language()), "low": low, "high": high}
    return _(words.GATES[one["code"]], **told)


def amount(claim: Claim) -> tuple[str, str]:
    """What a claim comes to: the figure and its unit."""
    content = claim.content
    if claim.kind == "jobs":
        return signed(content["net"]["fte"]), _("FTE")
    if claim.kind == "revenue":
        return number(content["value"], language(), 0), _("in %(year)s", year=content["year"])
    if claim.kind == "baseline":
        return number(content["fte"], language()), _("FTE")
    return number(content["value"], language()), content["indicator"]


def signed(value: Any) -> str:
    """A change with its sign."""
    text = number(value, language())
    return text if text.startswith("−") or text == "0" else f"+{text}"


def bucket(session: Session, dimension: str, code: str) -> str:
    """The words of a bucket; an organisation by its name."""
    if dimension in PEOPLE and code not in ("none", "unknown"):
        found = session.get(Organization, code)
        return name_in(found.name, found.names, language())[0] if found else code
    if dimension == "region" and code != "unknown":
        return _(code)
    if dimension == "objective" and code.isdigit():
        return _("Objective %(n)s", n=code)
    return _(words.BUCKETS[code]) if code in words.BUCKETS else code


def unit(code: str) -> str:
    """The words of a unit; a currency by its code."""
    return _(words.UNITS[code]) if code in words.UNITS else code


def figure(value: Any, unit_code: str) -> str:
    """A figure with the decimals of its unit, a dash for none."""
    places = {"FTE": 1, "%": 1, "ratio": 2, "h": 1}.get(unit_code, 0)
    return number(value, language(), places)
