"""Firms that registered twice: under the name in the other script, with the tax number's prefix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from anyascii import anyascii
from sqlalchemy.orm import Session

from marketplace.demo.plan import OrganizationPlan, PersonPlan
from marketplace.demo.steps import Cast, Step
from marketplace.organizations import services as organizations
from marketplace.policy import Actor
from marketplace.vocabularies.places import region_of

SHARE = 0.05


def twin_steps(firms: Sequence[OrganizationPlan], cast: Cast) -> Iterator[Step]:
    """Every twentieth firm's second registration, half a year after the first."""
    every = round(1 / SHARE)
    for place, firm in enumerate(firms):
        if place % every == every - 1:
            yield Step(firm.joined + timedelta(days=190), _Again(firm, cast))


@dataclass(frozen=True, slots=True)
class _Again:
    firm: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        firm = self.firm
        person = PersonPlan(firm.person.name, f"office.{firm.person.email}", firm.person.language)
        user = self.cast.user(session, person)
        edb = firm.identifiers[0]["value"]
        prefix = "МК" if firm.number % 2 else "MK"
        organizations.create_organization(
            session,
            Actor(user=user.id),
            {
                "name": firm.names.get("mk") or anyascii(firm.name),
                "names": {},
                "kinds": [firm.kind],
                "identifiers": [{"scheme": "VAT", "value": f"{prefix}{edb}"}],
                "country": "MK",
                "place": {
                    "municipality": firm.municipality,
                    "region": region_of(firm.municipality),
                },
            },
        )
