"""Values of the lists' filters in words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext

from marketplace import pickers
from marketplace.forms import language
from marketplace.i18n import N_
from marketplace.presenters import states
from marketplace.vocabularies import places

THEMES: Mapping[str, str] = {
    "workforce": N_("Workforce"),
    "finance": N_("Finance"),
    "markets": N_("Markets and buyers"),
    "production": N_("Production"),
    "quality": N_("Quality and certificates"),
    "digital": N_("Digital tools"),
}
OTHERS: Mapping[str, str] = {
    "service": N_("Service"),
    "training": N_("Training programme"),
    "micro": N_("Micro"),
    "small": N_("Small"),
    "medium": N_("Medium"),
    "large": N_("Large"),
    "women": N_("Owned by women"),
    "youth": N_("Owned by young people"),
    "new": N_("New"),
    "upgraded": N_("Upgraded"),
    "soon": N_("In less than 2 weeks"),
    "later": N_("In 2 weeks or more"),
}
LANGUAGES: Mapping[str, str] = {
    "mk": N_("Macedonian"),
    "sq": N_("Albanian"),
    "en": N_("English"),
    "sr": N_("Serbian"),
    "tr": N_("Turkish"),
    "de": N_("German"),
    "it": N_("Italian"),
    "fr": N_("French"),
    "bg": N_("Bulgarian"),
    "el": N_("Greek"),
}


def state(kind: str, value: str) -> str:
    """`organization`, `need` or `kind`, and its state."""
    key = f"{kind}.{value}"
    return gettext(states.STATES[key][0]) if key in states.STATES else value


def theme(value: str) -> str:
    return gettext(THEMES[value]) if value in THEMES else value


def other(value: str) -> str:
    return gettext(OTHERS[value]) if value in OTHERS else value


def spoken(value: str) -> str:
    return gettext(LANGUAGES[value]) if value in LANGUAGES else value


def region(value: str) -> str:
    return places.region_name(value, language()) if value in places.REGIONS else value


def division(value: str) -> str:
    """A division of the CPV by its two digits."""
    return pickers.label_of("cpv", value.ljust(8, "0")).label


def section(value: str) -> str:
    """A section of NACE Rev. 2 by its letter."""
    return pickers.label_of("nace", value).label


def place(where: Mapping[str, str | None] | None) -> str:
    """`Ilinden, Skopje`: municipality and region, as far as they are known."""
    if not where:
        return ""
    town, around = where.get("municipality"), where.get("region")
    named = [pickers.label_of("municipality", town).label] if town else []
    return ", ".join(named + ([region(around)] if around else []))


def kinds(values: Iterable[str]) -> str:
    """`Lead firm, Small or medium firm`."""
    return ", ".join(state("kind", value) for value in values)


TASKS: Mapping[str, str] = {
    "profile": N_("change the profile"),
    "apply": N_("look at matches and apply"),
    "deal": N_("carry out deals"),
    "claim": N_("claim results"),
    "finance": N_("ask for finance"),
}


def tasks(names: Iterable[str]) -> str:
    """What a delegation allows."""
    return ", ".join(gettext(TASKS[name]) if name in TASKS else name for name in names)


def closes(value: str) -> str:
    """A gap that a service closes: the certificate's name, or what is short."""
    code, _, scheme = value.partition(":")
    return scheme or gettext(GAPS.get(code, code))


GAPS = {
    "certificate-missing": N_("Certificates"),
    "certificate-expires": N_("Certificates"),
    "certificate-later": N_("Certificates"),
    "capacity-short": N_("Capacity"),
    "lead-time-long": N_("Lead time"),
    "size-unknown": N_("Size class"),
}
