"""What parts of profiles, audiences and costs are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_
from marketplace.profiles.parts import APPLIED_TO, PUBLIC, SIGNED_IN

PARTS: Mapping[str, str] = {
    "summary": N_("Summary"),
    "capabilities": N_("What it makes or does"),
    "nace": N_("Industry (NACE)"),
    "certificates": N_("Certificates"),
    "sites": N_("Places"),
    "staff": N_("Staff"),
    "turnover": N_("Turnover"),
    "ownership": N_("Ownership"),
    "languages": N_("Languages"),
    "export_markets": N_("Export markets"),
    "references": N_("Work done before"),
    "founded": N_("Founded"),
    "size_class": N_("Size class"),
}
AUDIENCES: Mapping[str, str] = {
    PUBLIC: N_("Everybody"),
    SIGNED_IN: N_("Members of verified organisations"),
    APPLIED_TO: N_("Only buyers you apply to"),
}
MISSING: Mapping[tuple[str, str], str] = {
    ("capabilities", "cpv"): N_("A CPV code beside what you make or do"),
    ("capabilities", "capacity"): N_("Capacity a month and how much of it is free"),
    ("capabilities", "lead_time_days"): N_("Lead time"),
    ("certificates", "schemes"): N_("A certificate that needs ask for and you do not list"),
    ("ownership", "women"): N_("Whether the firm is women-owned"),
    ("ownership", "youth"): N_("Whether the firm is youth-owned"),
}
SIZES: Mapping[str, str] = {
    "micro": N_("Micro"),
    "small": N_("Small"),
    "medium": N_("Medium"),
    "large": N_("Large"),
}
LANGUAGES = ("mk", "sq", "en", "de", "sr", "tr", "it", "fr", "el", "bg", "hr", "sl", "ru", "es")
COUNTRIES = (
    "AL", "AT", "BA", "BE", "BG", "CH", "CZ", "DE", "DK", "ES", "FR", "GB", "GR", "HR", "HU",
    "IT", "ME", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "US", "XK",
)  # fmt: skip
"""Offered to choose from; the API takes every code."""


def languages(page: str) -> dict[str, str]:
    """Names of languages in the page's language."""
    from babel import Locale

    return dict(Locale.parse(page).languages)


def countries(page: str) -> dict[str, str]:
    """Names of countries in the page's language."""
    from babel import Locale

    return dict(Locale.parse(page).territories)
