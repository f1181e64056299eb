"""The plan as steps in order of time, each done through the services that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

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
    WorldPlan,
)
from marketplace.needs import dialogue
from marketplace.needs import services as needs
from marketplace.needs.models import Need
from marketplace.needs.schemas import NeedContent
from marketplace.organizations import services as organizations
from marketplace.organizations.models import Identifier
from marketplace.organizations.queries import standing
from marketplace.policy import Actor
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
    """Who is who: the password's hash that all share, and actors by organisation number."""

    password_hash: str
    numbers: Mapping[int, str] = field(default_factory=dict)

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
        user = self.user(session, plan.person)
        edb = plan.identifiers[0]["value"]
        organization = session.scalars(
            select(Identifier.organization_id).where(Identifier.value == edb)
        ).one()
        found = standing(session, user.id, organization)
        if found is None:
            raise RuntimeError(f"{plan.person.email} does not belong to {plan.name}")
        return Actor(user=user.id, **found)


def steps(plan: WorldPlan, cast: Cast) -> Iterator[Step]:
    """All steps, oldest first."""
    by_number = {organization.number: organization for organization in plan.organizations}
    found: list[tuple[datetime, int, Callable[[Session], None]]] = []
    order = count()

    def add(at: datetime, do: Callable[[Session], None]) -> None:
        found.append((at, next(order), do))

    for organization in plan.organizations:
        add(organization.joined, _Join(organization, cast))
    for service in plan.services:
        add(service.published, _Offer(service, by_number[service.provider], cast))
    for place, need in enumerate(plan.needs):
        buyer, asker = by_number[need.buyer], _asker(plan, place, need.published)
        add(need.published, _Post(need, buyer, cast))
        add(need.published + timedelta(days=3), _Ask(need, buyer, asker, cast, place))
        if need.cancelled:
            add(need.cancelled, _Cancel(need, buyer, cast))
    return (Step(at, do) for at, _, do in sorted(found, key=lambda step: step[:2]))


def _asker(plan: WorldPlan, place: int, moment: datetime) -> OrganizationPlan:
    """A firm that had joined by then."""
    firms = [
        o
        for o in plan.organizations
        if o.kind == "msme" and o.state == "verified" and o.joined < moment
    ]
    return firms[(place * 37) % len(firms)]


@dataclass(frozen=True, slots=True)
class _Join:
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
class _Offer:
    plan: ServicePlan
    provider: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        actor = self.cast.actor(session, self.provider)
        service = support.create_service(session, actor, ServiceContent().load(self.plan.content))
        session.flush()
        support.publish_service(session, actor, service.id, None)


@dataclass(frozen=True, slots=True)
class _Post:
    plan: NeedPlan
    buyer: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        actor = self.cast.actor(session, self.buyer)
        need = needs.create_need(session, actor, NeedContent().load(self.plan.content))
        session.flush()
        needs.publish_need(session, actor, need.id, None)


@dataclass(frozen=True, slots=True)
class _Ask:
    plan: NeedPlan
    buyer: OrganizationPlan
    asker: OrganizationPlan
    cast: Cast
    place: int

    def __call__(self, session: Session) -> None:
        need = _need(session, self.plan)
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
class _Cancel:
    plan: NeedPlan
    buyer: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = _need(session, self.plan)
        if need is not None and need.state == "published":
            actor = self.cast.actor(session, self.buyer)
            needs.cancel_need(session, actor, need.id, "The order was postponed.", None)


def _need(session: Session, plan: NeedPlan) -> Need | None:
    return session.scalar(
        select(Need).where(Need.published_at == plan.published, Need.title == plan.content["title"])
    )
