"""Rows of the tables and facts on a need's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from marketplace.forms import language
from marketplace.needs.models import Need, NeedRevision
from marketplace.needs.rules import kind_of
from marketplace.organizations.models import Organization
from marketplace.pickers import label_of
from marketplace.presenters.numbers import number
from marketplace.templating import day, millions, money_range, named
from marketplace.vocabularies.places import municipalities, region_name

Row = list[Any]


def lots(items: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Lots with their category in words."""
    return [
        [
            item["title"],
            number(item["quantity"], language()) if item["quantity"] is not None else None,
            item["unit"],
            label_of("cpv", item["cpv"]).label if item["cpv"] else None,
        ]
        for item in items
    ]


def criteria(items: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Criteria with their weights in per cent, and how each becomes a score."""
    return [
        [
            {
                "text": item["name"],
                "small": _("worked out from the price") if _priced(item) else _("scored 0 to 100"),
            },
            number(item["weight"], language()),
        ]
        for item in items
    ]


def _priced(item: Mapping[str, Any]) -> bool:
    return (item.get("kind") or kind_of(item["name"])) == "price"


def revisions(items: Sequence[NeedRevision], names: Mapping[str, str]) -> list[Row]:
    """Earlier versions and what each change touched."""
    return [
        [
            number(item.revision, language(), 0),
            day(item.changed_at),
            ", ".join(_(names.get(field, field)) for field in item.changed),
        ]
        for item in items
    ]


def facts(need: Need, buyer: Organization) -> list[tuple[str, Any]]:
    """The facts beside a need's description; what is not said is left out."""
    content = need.content
    found = [
        (_("Buyer"), [named(buyer)]),
        (_("Category"), [label_of("cpv", code).label for code in content.get("cpv") or ()]),
        (_("Occupation"), _occupation(content)),
        (_("Place"), place(content.get("place"))),
        (_("Budget without VAT"), money_range(content["budget"]) if content.get("budget") else ""),
        (_("Net wage a month"), millions(content["wage"]) if content.get("wage") else ""),
        (_("First delivery"), _day(content.get("deliver_from"))),
        (_("Last delivery"), _day(content.get("deliver_by"))),
        (_("Start of work"), _day(content.get("start"))),
        (_("Certificates"), list(content.get("required_certificates") or ())),
        (_("Hiring commitment"), _share(content.get("hiring_commitment"))),
        (_("Only for"), _only(content)),
    ]
    return [(name, value) for name, value in found if value]


def place(where: Mapping[str, Any] | None) -> str:
    """Municipality, region and radius in the page's language."""
    if not where:
        return ""
    code, region = where.get("municipality"), where.get("region")
    parts = [municipalities()[code].name(language())] if code else []
    parts += [region_name(region, language())] if region else []
    if where.get("radius_km"):
        parts.append(_("within %(km)s km", km=where["radius_km"]))
    return ", ".join(parts)


def _occupation(content: Mapping[str, Any]) -> str:
    code = content.get("occupation")
    if not code:
        return ""
    return (
        f"{label_of('occupation', code).label} ({code})"
        if len(code) < 5
        else label_of("occupation", code).label
    )


def _day(text: str | None) -> str:
    return day(text) if text else ""


def _share(value: int | None) -> str:
    return f"{value}\u00a0%" if value is not None else ""


def _only(content: Mapping[str, Any]) -> list[str]:
    words = {
        "micro": _("Micro firms"),
        "small": _("Small firms"),
        "medium": _("Medium firms"),
        "large": _("Large firms"),
        "women": _("Women-owned firms"),
        "youth": _("Youth-owned firms"),
    }
    owner = [content["ownership"]] if content.get("ownership") else []
    return [words[name] for name in [*(content.get("size_classes") or ()), *owner]]
