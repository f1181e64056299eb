"""What the pages of profiles show, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from marketplace import templating
from marketplace.files.queries import names as file_names
from marketplace.forms import language
from marketplace.presenters import dates, numbers
from marketplace.profiles import hooks, parts, snapshots, words
from marketplace.profiles.free import left_free
from marketplace.profiles.queries import Seen, with_standing
from marketplace.vocabularies import picking

COLOURS = {"valid": "ok", "expires": "warn", "expired": "bad", "undated": ""}


def profile(session: Session, seen: Seen) -> dict[str, Any]:
    """All that the page of a profile says to its reader."""
    said, firm = seen.parts, seen.organization.id
    free = left_free(said.get("capabilities") or (), seen.promised)
    return {
        "firm": seen.organization,
        "said": said,
        "seat": _seat(seen),
        "kinds": [templating.state_of(f"kind.{kind}")[0] for kind in seen.organization.kinds],
        "columns": _columns(seen, said),
        "capabilities": [_capability(one) for one in free],
        "certificates": certificates(session, said.get("certificates") or ()),
        "turnover": [_turnover(row) for row in _newest(said.get("turnover") or ())],
        "references": said.get("references") or (),
        "withheld": [_(words.PARTS[name]) for name in seen.withheld],
        "promised": [_counted(amount, unit) for unit, amount in seen.promised.items()],
        "panels": hooks.panels(session, firm),
        "awards": hooks.award_titles(session, [firm])[firm][:50],
        "filled": any(parts.is_filled(name, said) for name in said),
    }


def _seat(seen: Seen) -> str:
    place = seen.organization.municipality or seen.organization.region
    vocabulary = "municipality" if seen.organization.municipality else "region"
    return picking.label(vocabulary, place, language()) if place else ""


def _columns(seen: Seen, said: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Three columns of facts; a fact that is not said is left out, a withheld one too."""
    columns = [
        (_("The firm"), _firm(seen, said)),
        (_("Places and markets"), _places(said)),
        (_("Industry"), [(code, _nace(code)) for code in said.get("nace") or ()]),
    ]
    return [(title, facts) for title, facts in columns if facts]


def _firm(seen: Seen, said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    sizes = {} if "size_class" in seen.withheld else snapshots.size_class(seen.content)
    facts = [
        (_("Founded"), str(said.get("founded") or "")),
        (_("Staff"), _number(said.get("staff"))),
        (_("Size by Macedonian law"), _size(sizes.get("mk"))),
        (_("Size by the EU definition"), _size(sizes.get("eu"))),
        (_("Ownership"), _owners(said.get("ownership") or {})),
        (_("Languages"), _listed(said.get("languages"), words.languages(language()))),
    ]
    return [(name, value) for name, value in facts if value]


def _places(said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    facts = [
        (_("Places"), [_site(site) for site in said.get("sites") or ()]),
        (_("Sells to"), _listed(said.get("export_markets"), words.countries(language()))),
    ]
    return [(name, value) for name, value in facts if value]


def _site(site: Mapping[str, Any]) -> str:
    """The place as written, with its municipality or region."""
    code, region = site.get("municipality"), site.get("region")
    named = (
        picking.label("municipality", code, language())
        if code
        else picking.label("region", region, language())
        if region
        else ""
    )
    return ", ".join(text for text in (site.get("place"), named) if text)


def _nace(code: str) -> str:
    return picking.label("nace", code, language())


def _number(value: float | None) -> str:
    return "" if value is None else numbers.number(value, language())


def _size(name: str | None) -> str:
    return _(words.SIZES[name]) if name else ""


def _owners(ownership: Mapping[str, Any]) -> list[str]:
    names = {"women": _("Women-owned"), "youth": _("Youth-owned")}
    return [text for name, text in names.items() if ownership.get(name)]


def _listed(codes: Sequence[str] | None, named: Mapping[str, str]) -> str:
    return ", ".join(named.get(code.lower(), named.get(code, code)) for code in codes or ())


def _capability(one: Mapping[str, Any]) -> list[Any]:
    """A row of the table: words with the code, capacity, free share, lead time, least order."""
    code, unit = one.get("cpv"), one.get("unit") or ""
    share = one.get("free_share")
    days = one.get("lead_time_days")
    return [
        {"text": one["text"], "small": f"{code} {picking.label('cpv', code, language())}"}
        if code
        else one["text"],
        _counted(one.get("capacity"), unit),
        None if share is None else numbers.percent(share, language(), 0),
        None if days is None else ngettext("%(num)s day", "%(num)s days", days),
        _counted(one.get("minimum_order"), unit),
    ]


def _counted(amount: float | None, unit: str) -> str | None:
    return None if amount is None else f"{numbers.number(amount, language())}\xa0{unit}"


def certificates(session: Session, held: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each certificate with its file and how it stands today, in words."""
    files = file_names(session, [one["file"] for one in held if one.get("file")])
    return [
        {
            **one,
            "attached": files.get(one.get("file") or ""),
            "words": standing_words(one["standing"], one.get("valid_to") or ""),
            "colour": COLOURS[one["standing"]],
        }
        for one in with_standing(session, held)
    ]


def standing_words(standing: str, valid_to: str) -> str:
    """How a certificate stands: "Expires in 49 days"."""
    if standing == "expires":
        when = dates.distance(valid_to, templating.now(), language(), templating.zone())
        return _("Expires %(when)s", when=when)
    known = {"valid": _("Valid"), "expired": _("Expired"), "undated": _("No last day given")}
    return known[standing]


def _newest(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: -row["year"])


def _turnover(row: Mapping[str, Any]) -> list[Any]:
    return [str(row["year"]), templating.money(row["amount"], row["currency"])]
