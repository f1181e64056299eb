"""What the pages of services show, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from marketplace import templating
from marketplace.conflict import differences
from marketplace.forms import Form, language
from marketplace.i18n import N_
from marketplace.policy import Actor, may
from marketplace.presenters import dates
from marketplace.profiles import expiry
from marketplace.profiles.words import languages
from marketplace.support import queries, rules
from marketplace.support.models import Service
from marketplace.support.queries import Offered
from marketplace.vocabularies import picking
from marketplace.vocabularies.certificates import SCHEMES

PAGE = 20
THEMES: Mapping[str, str] = {
    "workforce": N_("Workforce"),
    "finance": N_("Finance"),
    "markets": N_("Markets and buyers"),
    "production": N_("Production"),
    "quality": N_("Quality and certificates"),
    "digital": N_("Digital tools"),
}
GAPS: Mapping[str, str] = {
    "certificate-missing": N_("A certificate is missing"),
    "certificate-expires": N_("A certificate runs out"),
    "certificate-later": N_("A certificate comes too late"),
    "capacity-short": N_("Too little free capacity"),
    "lead-time-long": N_("The lead time is too long"),
    "size-unknown": N_("The size class is not known"),
}
NOVELTY: Mapping[str, str] = {"new": N_("A new service"), "upgraded": N_("An upgraded service")}
FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "description": N_("Description"),
    "theme": N_("Theme"),
    "novelty": N_("New or upgraded"),
    "closes": N_("Gaps that it closes"),
    "place": N_("Place"),
    "languages": N_("Languages"),
    "cost": N_("Price for a firm"),
    "occupation": N_("Occupation"),
    "skills": N_("Skills"),
    "seats": N_("Seats"),
    "weeks": N_("Weeks"),
    "starts": N_("Starts"),
    "certificate": N_("Certificate at the end"),
    "kind": N_("Kind"),
}
"""Names of a service's fields, as its pages call them."""


def page(session: Session, actor: Actor, offered: Offered) -> dict[str, Any]:
    """A service as its page shows it, to its provider with what can be done next."""
    service, provider = offered
    mine = may(actor, "service.read_own", service.organization_id)
    lacks = rules.faults_of_publishing(service.content) if mine else []
    return {
        "service": service,
        "content": service.content,
        "provider": provider,
        "facts": facts(session, service),
        "closes": [gap(one) for one in service.content["closes"]],
        "mine": mine,
        "may_edit": may(actor, "service.update", service.organization_id),
        "may_publish": may(actor, "service.publish", service.organization_id),
        "lacks": [_(FIELDS[pointer.strip("/")]) for pointer, _detail in lacks],
    }


def facts(session: Session, service: Service) -> list[tuple[str, Any]]:
    """What is known of the service; what is not said is left out."""
    said = service.content
    place = said["place"] or {}
    named = languages(language())
    found = [
        (_("Theme"), _(THEMES[said["theme"]]) if said["theme"] else ""),
        (_("New or upgraded"), _novelty(said.get("novelty"))),
        (_("Price for a firm"), _cost(said["cost"])),
        (_("Place"), _place(place)),
        (_("Languages"), ", ".join(named.get(code, code) for code in said["languages"])),
        (_("Occupation"), _occupation(said["occupation"])),
        (_("Skills"), list(said["skills"])),
        (_("Seats"), str(said["seats"] or "")),
        (_("Length"), _weeks(said["weeks"])),
        (_("Starts"), [_day(day) for day in _ahead(session, said["starts"])]),
        (_("Certificate at the end"), said["certificate"] or ""),
    ]
    return [(name, value) for name, value in found if value]


def _novelty(value: str | None) -> str:
    return _(NOVELTY[value]) if value else ""


def _cost(cost: Mapping[str, Any] | None) -> str:
    if cost is None:
        return ""
    free = float(cost["amount"]) == 0
    return _("Free") if free else templating.money(cost["amount"], cost["currency"])


def _place(place: Mapping[str, Any]) -> str:
    for vocabulary in ("municipality", "region"):
        if place.get(vocabulary):
            return picking.label(vocabulary, place[vocabulary], language())
    return ""


def _occupation(code: str | None) -> str:
    return picking.label("occupation", code, language()) if code else ""


def _weeks(count: int | None) -> str:
    return ngettext("%(num)s week", "%(num)s weeks", count) if count else ""


def _day(day: str) -> str:
    return dates.day(day, language(), templating.zone())


def _ahead(session: Session, starts: list[str]) -> list[str]:
    """Starts that have not been yet."""
    today = expiry.today(session)
    return [day for day in starts if date.fromisoformat(day) >= today]


def gap(code: str) -> str:
    """A gap in words, with the certificate that it is about."""
    kind, _colon, scheme = code.partition(":")
    return f"{_(GAPS[kind])}: {scheme}" if scheme else _(GAPS[kind])


def own(session: Session, actor: Actor, wanted: str) -> dict[str, Any]:
    """The list of one's own services, by page."""
    place = max(int(wanted) if wanted.isascii() and wanted.isdigit() else 1, 1)
    offset = (min(place, 1_000) - 1) * PAGE
    offered, total = queries.own_services(session, actor, limit=PAGE, offset=offset)
    return {
        "services": [(service, service_line(session, service)) for service, _provider in offered],
        "total": total,
        "place": place,
        "pages": -(-total // PAGE),
        "verified": actor.verified,
    }


def service_line(session: Session, service: Service) -> list[str]:
    """The few facts that stand beneath a service in a list."""
    said = service.content
    ahead = _ahead(session, said["starts"])
    return [
        _("Training programme") if service.kind == "training" else _("Service"),
        _(THEMES[said["theme"]]) if said["theme"] else "",
        _weeks(said["weeks"]),
        _cost(said["cost"]),
        _("Starts %(day)s", day=_day(ahead[0])) if ahead else "",
    ]


def choices(form: Form) -> dict[str, Any]:
    """What the form offers to choose from."""
    named = languages(language())
    schemes = [f"certificate-missing:{name}" for name in SCHEMES]
    return {
        "training": form.value("kind") == "training",
        "themes": [(name, _(text)) for name, text in THEMES.items()],
        "novelties": [("", _("Neither")), *((name, _(text)) for name, text in NOVELTY.items())],
        "gaps": [(code, gap(code)) for code in (*schemes, *rules.CLOSES)],
        "spoken": [(code, named.get(code, code)) for code in ("mk", "sq", "en", "sr", "tr")],
    }


def conflict(service: Service, form: Form) -> dict[str, Any]:
    """Both versions of a service that somebody saved meanwhile."""
    mine, theirs = form.data, dict(service.content)
    labels = {name: _(text) for name, text in FIELDS.items()}
    return {
        "service": service,
        "fields": differences(mine, theirs, labels),
        "mine": Form(typed=mine).pairs(),
        "theirs": Form.filled(theirs).pairs(),
    }
