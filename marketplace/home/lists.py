"""The public lists: what each can be filtered and sorted by, and the columns of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marketplace import templating
from marketplace.exports import Column
from marketplace.home import words
from marketplace.i18n import N_
from marketplace.listing import Filter, Listing
from marketplace.needs.schemas import NeedQuery
from marketplace.needs.search import SEARCH as NEED_SEARCH
from marketplace.needs.search import open_only
from marketplace.profiles.searching import SEARCH as FIRM_SEARCH
from marketplace.support.searching import SEARCH as SERVICE_SEARCH

NEEDS = Listing(
    "/needs",
    NEED_SEARCH,
    NeedQuery,
    filters=(
        Filter("kind", N_("Kind"), lambda value: words.state("need", value)),
        Filter("division", N_("Category (CPV)"), words.division),
        Filter("region", N_("Region"), words.region),
        Filter("closes", N_("Closes"), words.other, values=("soon", "later")),
        Filter("certificates", N_("Certificates asked"), str),
        Filter(
            "state",
            N_("State"),
            lambda value: words.state("need", value),
            values=("published", "closed", "awarded", "completed"),
        ),
    ),
    ranges={"budget": N_("Budget, upper end")},
    sorts=(
        ("closes", N_("Closing soonest")),
        ("-published", N_("Newest")),
        ("-budget", N_("Budget, highest first")),
        ("relevance", N_("Closest to the words")),
    ),
    unasked="closes",
    narrow=lambda wanted: open_only(wanted, templating.now()),
)
FIRMS = Listing(
    "/organizations",
    FIRM_SEARCH,
    FIRM_SEARCH.schema("OrganizationPageQuery"),
    filters=(
        Filter("kinds", N_("Kind"), lambda value: words.state("kind", value)),
        Filter("section", N_("Industry (NACE Rev. 2)"), words.section),
        Filter("region", N_("Region"), words.region),
        Filter("size", N_("Size by Macedonian law"), words.other),
        Filter("certificates", N_("Certificates"), str),
        Filter("ownership", N_("Ownership"), words.other),
        Filter("state", N_("State"), lambda value: words.state("organization", value)),
    ),
    ranges={"staff": N_("Staff")},
    sorts=(
        ("relevance", N_("Closest to the words")),
        ("-staff", N_("Largest first")),
        ("-founded", N_("Youngest first")),
    ),
)
SERVICES = Listing(
    "/services",
    SERVICE_SEARCH,
    SERVICE_SEARCH.schema("ServicePageQuery"),
    filters=(
        Filter("kind", N_("Kind"), words.other),
        Filter("theme", N_("Theme"), words.theme),
        Filter("novelty", N_("New or upgraded"), words.other),
        Filter("region", N_("Region"), words.region),
        Filter("closes", N_("Helps with"), words.closes),
        Filter("languages", N_("Language"), words.spoken),
    ),
    ranges={"weeks": N_("Weeks")},
    sorts=(
        ("relevance", N_("Closest to the words")),
        ("starts", N_("Starting soonest")),
        ("cost", N_("Cheapest first")),
    ),
)


def _of(*path: str) -> Any:
    def find(row: Mapping[str, Any]) -> Any:
        found: Any = row
        for key in path:
            found = (found or {}).get(key)
        return found

    return find


NEED_COLUMNS: Sequence[Column] = (
    ("ref", _of("ref")),
    ("kind", _of("kind")),
    ("state", _of("state")),
    ("title", _of("title")),
    ("buyer", _of("buyer")),
    ("municipality", _of("place", "municipality")),
    ("region", _of("place", "region")),
    ("budget_min", _of("budget", "min")),
    ("budget_max", _of("budget", "max")),
    ("currency", _of("budget", "currency")),
    ("apply_by", _of("apply_by")),
    ("deliver_by", _of("deliver_by")),
    ("certificates", _of("required_certificates")),
)
FIRM_COLUMNS: Sequence[Column] = (
    ("name", _of("name")),
    ("kinds", _of("kinds")),
    ("state", _of("state")),
    ("municipality", _of("place", "municipality")),
    ("region", _of("place", "region")),
    ("country", _of("place", "country")),
    ("size_class_mk", _of("size_class", "mk")),
    ("certificates", _of("certificates")),
    ("summary", _of("summary")),
)
SERVICE_COLUMNS: Sequence[Column] = (
    ("title", _of("title")),
    ("kind", _of("kind")),
    ("theme", _of("theme")),
    ("novelty", _of("novelty")),
    ("provider", _of("provider")),
    ("region", _of("place", "region")),
    ("weeks", _of("weeks")),
    ("seats", _of("seats")),
    ("cost", _of("cost", "amount")),
    ("currency", _of("cost", "currency")),
    ("starts", _of("starts")),
)
