"""Organisations, services and needs as steps, each done through the services that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts.models import User
from marketplace.accounts.services import new_user
from marketplace.demo.plan import (
    ADMIN_ROLE,
    NeedPlan,
    OrganizationPlan,
    PersonPlan,
    ServicePlan,
)
from marketplace.needs import dialogue
from marketplace.needs import services as needs
from marketplace.needs.models import Need
from marketplace.needs.schemas import NeedContent
from marketplace.organizations import services as organizations
from marketplace.organizations.models import Identifier
from marketplace.organizations.queries import standing
from marketplace.policy import Actor
from marketplace.ports import Files
from marketplace.profiles.schemas import ProfileContent
from marketplace.profiles.services import put_profile
from marketplace.support import services as support
from marketplace.support.schemas import ServiceContent
from marketplace.vocabularies.places import region_of

ADMIN = PersonPlan("Platform Administrator", ADMIN_ROLE, "en")
PROFILED = ("lead_firm", "msme", "bso", "lender")
QUESTION = (
    ("Is a sample from last year acceptable?", "Yes, with its measuring report."),
    ("Can the second lot be delivered by our own lorries?", "Yes, to the same gate."),
    ("Is a certificate in renewal enough at the time of application?", None),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: when, and what is done in a session at that moment."""

    at: datetime
    do: Callable[[Session], None]


@dataclass(slots=True)
class Cast:
    """Who is who: the password's hash that all share; where files are laid down, and the key under
    which names of payroll lists are hashed."""

    password_hash: str
    files: Files
    secret: str
    actors: dict[int, Actor] = field(default_factory=dict)

    def user(self, session: Session, person: PersonPlan, *, staff: bool = False) -> User:
        """The person's account, made if it is not there."""
        known = session.scalar(select(User).where(User.email == person.email))
        if known is not None:
            return known
        user = new_user(session, person.email, person.name, person.language)
        user.confirmed_at, user.password_hash, user.staff = now(session), self.password_hash, staff
        session.flush()
        return user

    def actor(self, session: Session, plan: OrganizationPlan) -> Actor:
        """The organisation's first member, acting for it."""
        if plan.number in self.actors:
            return self.actors[plan.number]
        user, organization = self.user(session, plan.person), self.id_of(session, plan)
        found = standing(session, user.id, organization)
        if found is None:
            raise RuntimeError(f"{plan.person.email} does not belong to {plan.name}")
        actor = Actor(user=user.id, **found)
        if actor.verified:
            self.actors[plan.number] = actor
        return actor

    def id_of(self, session: Session, plan: OrganizationPlan) -> str:
        """The organisation's id."""
        if plan.number in self.actors:
            return str(self.actors[plan.number].organization)
        edb = plan.identifiers[0]["value"]
        return session.scalars(
            select(Identifier.organization_id).where(Identifier.value == edb)
        ).one()

    def forget(self) -> None:
        """Who was found in a transaction that did not commit may not be there."""
        self.actors.clear()


@dataclass(frozen=True, slots=True)
class Join:
    """An organisation registers, is verified, and says what it can do."""

    plan: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        user = self.cast.user(session, self.plan.person)
        person, admin = Actor(user=user.id), self.cast.user(session, ADMIN, staff=True)
        organization = organizations.create_organization(
            session,
            person,
            {
                "name": self.plan.name,
                "names": dict(self.plan.names),
                "kinds": [self.plan.kind],
                "identifiers": [dict(each) for each in self.plan.identifiers],
                "country": "MK",
                "place": {
                    "municipality": self.plan.municipality,
                    "region": region_of(self.plan.municipality),
                },
            },
        )
        if self.plan.state == "draft":
            return
        actor = self.cast.actor(session, self.plan)
        organizations.submit_organization(session, actor, organization.id, None)
        if self.plan.state == "verified":
            reviewer = Actor(user=admin.id, staff=True)
            organizations.review_organization(
                session, reviewer, organization.id, "approve", None, None
            )
        if self.plan.profile and self.plan.kind in PROFILED:
            content = ProfileContent().load(self.plan.profile)
            put_profile(session, actor, organization.id, content, None)


@dataclass(frozen=True, slots=True)
class Offer:
    """A BSO publishes a service."""

    plan: ServicePlan
    provider: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        actor = self.cast.actor(session, self.provider)
        service = support.create_service(session, actor, ServiceContent().load(self.plan.content))
        session.flush()
        support.publish_service(session, actor, service.id, None)


@dataclass(frozen=True, slots=True)
class Post:
    """A lead firm posts a need."""

    plan: NeedPlan
    buyer: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        actor = self.cast.actor(session, self.buyer)
        need = needs.create_need(session, actor, NeedContent().load(self.plan.content))
        session.flush()
        needs.publish_need(session, actor, need.id, None)


@dataclass(frozen=True, slots=True)
class Ask:
    """A firm asks about every third need."""

    plan: NeedPlan
    buyer: OrganizationPlan
    asker: OrganizationPlan
    cast: Cast
    place: int

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan)
        if need is None or need.state != "published" or self.place % 3:
            return
        text, answer = QUESTION[(self.place // 3) % len(QUESTION)]
        asker = self.cast.actor(session, self.asker)
        question = dialogue.ask_question(session, asker, need.id, text)
        session.flush()
        if answer:
            buyer = self.cast.actor(session, self.buyer)
            dialogue.answer_question(session, buyer, question.id, answer)


@dataclass(frozen=True, slots=True)
class Cancel:
    """A need is called off."""

    plan: NeedPlan
    buyer: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.plan)
        if need is not None and need.state == "published":
            actor = self.cast.actor(session, self.buyer)
            needs.cancel_need(session, actor, need.id, "The order was postponed.", None)


def posted(session: Session, plan: NeedPlan) -> Need | None:
    """The need as it stands; None where it was not posted."""
    return session.scalar(
        select(Need).where(Need.published_at == plan.published, Need.title == plan.content["title"])
    )
