"""A profile as its event carries it, and what is computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.profiles import sizes
from marketplace.profiles.free import left_free
from marketplace.profiles.models import Profile
from marketplace.profiles.parts import EMPTY, visibility_of
from marketplace.vocabularies import places


def snapshot(profile: Profile) -> dict[str, Any]:
    """The data of `profile.updated`: every part, with the choice of who may see it; what is free
    is less what open deals take."""
    said = dict(EMPTY) | {k: v for k, v in profile.content.items() if k in EMPTY}
    return said | {
        "organization": profile.organization_id,
        "capabilities": left_free(said["capabilities"], profile.promised),
        "sites": [_site(site) for site in said["sites"]],
        "turnover": [
            {name: row[name] for name in ("year", "amount", "currency")} for row in said["turnover"]
        ],
        "visibility": visibility_of(profile.content),
        "size_class": size_class(profile.content),
    }


def _site(site: Mapping[str, Any]) -> dict[str, Any]:
    return places.located(
        {
            "municipality": site.get("municipality"),
            "region": site.get("region"),
            "country": site.get("country") or "MK",
        }
    )


def figures(content: Mapping[str, Any]) -> list[sizes.Figures]:
    """Each year's figures, newest first."""
    return sizes.years(content.get("staff"), content.get("turnover") or ())


def size_class(content: Mapping[str, Any]) -> dict[str, str | None]:
    """Both classes by the newest year's figures."""
    newest = next(iter(figures(content)), None)
    if newest is None:
        return {"mk": None, "eu": None}
    return {"mk": sizes.mk(newest), "eu": sizes.eu(newest)}


def size_classes(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Both classes of each year beside the figures that they were computed from."""
    return [
        {
            "year": one.year,
            "staff": one.staff,
            "turnover_eur": None if one.turnover is None else f"{one.turnover:.2f}",
            "assets_eur": None if one.assets is None else f"{one.assets:.2f}",
            "mk": sizes.mk(one),
            "eu": sizes.eu(one),
        }
        for one in figures(content)
    ]
