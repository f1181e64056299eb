"""The frame of a page: who acts, as whom, for which language, and the navigation of their role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace import edge
from marketplace.accounts.models import User
from marketplace.i18n import N_
from marketplace.notifications.queries import unread_count
from marketplace.organizations.models import Delegation, Membership, Organization
from marketplace.policy import ANONYMOUS, Actor

LANGUAGES: Mapping[str, str] = {"en": "English", "mk": "Македонски", "sq": "Shqip"}
"""Every language by its own name."""

THEMES = ("light", "dark", "system")

PUBLIC = (
    ("/needs", N_("Open needs")),
    ("/organizations", N_("Organisations")),
    ("/services", N_("Services")),
    ("/finance", N_("Finance")),
    ("/results", N_("Results")),
)
NAVIGATION: Mapping[str, Sequence[tuple[str, str]]] = {
    "msme": (
        ("/home", N_("Home")),
        ("/matches", N_("My matches")),
        ("/applications", N_("Applications")),
        ("/deals", N_("Deals")),
        ("/requests", N_("Finance")),
        ("/my-results", N_("Our results")),
        ("/services", N_("Support")),
        ("/profile", N_("Profile")),
    ),
    "lead_firm": (
        ("/home", N_("Home")),
        ("/my-needs", N_("Needs")),
        ("/applications", N_("Applications")),
        ("/deals", N_("Deals")),
        ("/organizations", N_("Suppliers")),
        ("/awards/imports", N_("Award history")),
        ("/services", N_("Workforce")),
        ("/profile", N_("Profile")),
    ),
    "bso": (
        ("/home", N_("Home")),
        ("/members", N_("Firms we act for")),
        ("/my-services", N_("Services")),
        ("/matches", N_("Matches")),
        ("/applications", N_("Applications")),
        ("/grants", N_("Grants")),
        ("/profile", N_("Profile")),
    ),
    "lender": (
        ("/home", N_("Home")),
        ("/borrowers", N_("Borrowers")),
        ("/requests", N_("Requests")),
        ("/products", N_("Products")),
        ("/profile", N_("Profile")),
    ),
    "programme": (
        ("/home", N_("Home")),
        ("/outcomes", N_("Outcomes")),
        ("/review", N_("To verify")),
        ("/verification", N_("Verification")),
        ("/results", N_("Results")),
        ("/periods", N_("Periods")),
        ("/duplicates", N_("Duplicates")),
        ("/needs", N_("Needs")),
        ("/organizations", N_("Organisations")),
        ("/awards/imports", N_("Award history")),
        ("/audit", N_("Audit")),
    ),
    "staff": (
        ("/home", N_("Home")),
        ("/review", N_("To verify")),
        ("/operations", N_("Operations")),
        ("/operations/dead-letters", N_("Dead letters")),
        ("/accounts", N_("Accounts")),
        ("/audit", N_("Audit")),
    ),
}
"""(path, label) by kind of the organisation acted for; what is not routed yet is not shown."""

ORDER = ("lead_firm", "msme", "bso", "lender", "programme")
"""Which navigation an organisation of several kinds gets: the first of these."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation that the person can act for; `adviser` through whose delegation."""

    id: str
    name: str
    kinds: tuple[str, ...]
    adviser: str | None = None
    adviser_name: str | None = None
    current: bool = False


def kind_of(actor: Actor) -> str:
    """Whose navigation and home the actor gets; "" for nobody or for a person alone."""
    if actor.organization:
        return next((kind for kind in ORDER if kind in actor.kinds), "")
    return "staff" if actor.staff else ""


class Frame:
    """What the layout asks, each answer found when it is first asked for.

    Reading must not write what a refused request left in its session, hence no flush.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.languages = [(c, LANGUAGES.get(c, c)) for c in edge.settings().language_codes]
        chosen = request.cookies.get("theme", "system")
        self.theme = chosen if chosen in THEMES else "system"
        self.request_id = g.get("request_id")

    @cached_property
    def actor(self) -> Actor:
        """Who acts; nobody where a fault keeps us from knowing."""
        return ANONYMOUS if g.get("faulty") else edge.actor()

    @cached_property
    def person(self) -> User | None:
        """The person signed in."""
        return self._get(User, self.actor.user)

    @cached_property
    def organization(self) -> Organization | None:
        """The organisation acted for."""
        return self._get(Organization, self.actor.organization)

    @cached_property
    def adviser(self) -> Organization | None:
        """The organisation that acts by delegation."""
        return self._get(Organization, self.actor.adviser)

    @cached_property
    def unread(self) -> int:
        """Messages not read yet."""
        if g.get("faulty"):
            return 0
        with edge.session().no_autoflush:
            return unread_count(edge.session(), self.actor.user)

    @property
    def navigation(self) -> Sequence[tuple[str, str]]:
        """(path, label) of the role's pages."""
        return NAVIGATION.get(kind_of(self.actor), PUBLIC)

    @cached_property
    def choices(self) -> list[Choice]:
        """The organisations that the person can act for, the own ones first."""
        if self.actor.user is None:
            return []
        with edge.session().no_autoflush:
            return organizations_of(edge.session(), self.actor)

    def _get(self, model: Any, key: str | None) -> Any:
        if key is None or g.get("faulty"):
            return None
        with edge.session().no_autoflush:
            return edge.session().get(model, key)


def organizations_of(session: Session, actor: Actor) -> list[Choice]:
    """By membership, then by the delegations to those organisations that hold today."""
    own = session.scalars(
        select(Organization)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.user_id == actor.user, Membership.state == "member")
        .order_by(Organization.name)
    ).all()
    advisers = {one.id: one.name for one in own}
    found = [Choice(o.id, o.name, tuple(o.kinds), current=_acts(actor, o.id, None)) for o in own]
    delegated = session.execute(
        select(Organization, Delegation.adviser_id)
        .join(Delegation, Delegation.organization_id == Organization.id)
        .where(
            Delegation.adviser_id.in_(advisers),
            Delegation.revoked_at.is_(None),
            Delegation.until >= now(session).date(),
        )
        .order_by(Organization.name)
    )
    return found + [
        Choice(o.id, o.name, tuple(o.kinds), by, advisers[by], _acts(actor, o.id, by))
        for o, by in delegated
    ]


def _acts(actor: Actor, organization: str, adviser: str | None) -> bool:
    return (actor.organization, actor.adviser) == (organization, adviser)
