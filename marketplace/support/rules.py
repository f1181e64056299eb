"""Pure decisions on services: kinds, themes, the gaps that they close, what publishing asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.i18n import N_

KINDS = ("service", "training")
THEMES = ("workforce", "finance", "markets", "production", "quality", "digital")
"""What BSO services are about: training of people, sources of finance, links to buyers abroad,
making goods better, certificates and quality, digital tools."""

NOVELTY = ("new", "upgraded")
"""What the programme counts: services that a BSO brings in, or makes better."""

CLOSES = (
    "certificate-missing",
    "certificate-expires",
    "certificate-later",
    "capacity-short",
    "lead-time-long",
    "size-unknown",
)
"""Codes of gaps on shortlists that a service can close; `certificate-missing:ISO 9001` names the
scheme as well."""

TRAINING = ("occupation", "skills", "seats", "weeks", "starts", "certificate")
"""Fields that only a training programme has."""

Faults = list[tuple[str, str]]


def faults_of_publishing(content: Mapping[str, Any]) -> Faults:
    """Everything that still lacks before the service can be published, all at once."""
    asked = [
        ("description", N_("Say what a firm gets and what it has to do.")),
        ("theme", N_("Choose the theme: it is how firms find the service.")),
    ]
    if content["kind"] == "training":
        asked += [
            ("occupation", N_("Choose the occupation (ISCO-08 or ESCO) that it trains for.")),
            ("seats", N_("Say how many can take part.")),
            ("weeks", N_("Say how many weeks it takes.")),
        ]
    return [(f"/{name}", text) for name, text in asked if not content.get(name)]
