"""Under which names the marketplace stands in open standards: prefixes, identifiers, parties."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from integrations.ocds import Publisher, parts
from marketplace.config import Settings
from marketplace.i18n import N_
from marketplace.organizations.models import Identifier, Organization
from marketplace.vocabularies.identifiers import EMBS
from marketplace.vocabularies.places import municipalities

REGISTERS: Mapping[str, str] = {EMBS: "MK-CR"}
"""Our schemes of identifiers that are lists of org-id.guide, by the code there: MK-CR is the
Central Register of the Republic of North Macedonia. Of others our own name is given."""

PLACEHOLDERS = ("ocds-000000", "XX-NONE-0")
"""Defaults of settings that are nobody's: fit to try out, not to publish under."""


@dataclass(frozen=True, slots=True)
class Names:
    """How this deployment names processes, its activity and itself."""

    prefix: str
    activity: str
    programme: str
    product: str
    url: str
    language: str
    country: str

    def ocid(self, ref: str) -> str:
        """The id of a contracting process: the registered prefix and the need's reference."""
        return f"{self.prefix}-{ref}"

    def publisher(self) -> Publisher:
        """Who publishes packages."""
        return Publisher(self.programme, self.url)


def names_of(settings: Settings) -> Names:
    """The names that the settings give."""
    slug = re.sub(r"[^A-Z0-9]+", "-", settings.programme_name.upper()).strip("-")
    return Names(
        prefix=settings.ocds_prefix,
        activity=settings.iati_activity or f"{settings.iati_org}-{slug or 'PROGRAMME'}",
        programme=settings.programme_name,
        product=settings.product_name,
        url=settings.public_url.rstrip("/"),
        language=settings.language_codes[0],
        country=settings.country,
    )


def unregistered(settings: Settings) -> list[str]:
    """What to say of names that were left at their placeholders."""
    found = []
    if settings.ocds_prefix in PLACEHOLDERS:
        found.append(N_("OCDS_PREFIX is a placeholder: register a prefix before you publish."))
    if settings.iati_org in PLACEHOLDERS:
        found.append(N_("IATI_ORG is a placeholder: set your organisation's identifier."))
    return found


def party_id(organization: Organization) -> str:
    """The register's code and number, else the id that the organisation has here."""
    for one in _ordered(organization.identifiers):
        if one.scheme in REGISTERS:
            return f"{REGISTERS[one.scheme]}-{one.value}"
    return organization.id


def party(organization: Organization, roles: Sequence[str]) -> dict[str, Any]:
    """The organisation as a party of a release; no person is named."""
    place = municipalities().get(organization.municipality or "")
    return parts.party(
        party_id(organization),
        organization.name,
        roles,
        [
            parts.identifier(REGISTERS.get(one.scheme, one.scheme), one.value, organization.name)
            for one in _ordered(organization.identifiers)
        ],
        locality=place.name() if place else None,
        region=organization.region,
        country=_country(organization.country),
    )


@cache
def _country(code: str) -> str:
    """The English name of a country."""
    from babel import Locale

    return Locale("en").territories.get(code, code)


def _ordered(identifiers: Sequence[Identifier]) -> list[Identifier]:
    """Those of org-id.guide first."""
    return sorted(identifiers, key=lambda one: (one.scheme not in REGISTERS, one.scheme))
