"""A firm with one of everything that others must not learn of, for tests of the policy."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON

from events.columns import UtcDateTime
from marketplace.accounts.models import ApiToken, SignIn
from marketplace.applications.models import Application
from marketplace.awards.models import ImportJob
from marketplace.deals.models import Deal, Delivery, Dispute, Invoice, Payment, Proposal
from marketplace.deals.terms import opening
from marketplace.evaluation.models import Award, Decision
from marketplace.files.models import StoredFile
from marketplace.home.models import SavedSearch
from marketplace.needs.models import Need, Question
from marketplace.notifications.models import Notification
from marketplace.organizations.models import (
    Claim,
    Delegation,
    MemberInvitation,
    Membership,
    Report,
)
from marketplace.support.models import Service
from tests.support.applications import offer
from tests.support.estate_outcomes import results
from tests.support.needs import supplier_need
from tests.support.world import World

MARK = "Zvezdarnik"
"""Stands in every text of the firm; nobody else may ever read it."""


def row(world: World, model: Any, **given: Any) -> str:
    """A row with these values, and something that fits in every other column that must have one."""
    values = {
        column.name: _something(world, column)
        for column in model.__table__.columns
        if not column.nullable and column.name not in given and not column.primary_key
    }
    with world.sessions.write() as session:
        made = model(id=world.new_id(), **(values | given))
        session.add(made)
    return str(made.id)


def _something(world: World, column: Any) -> Any:
    if isinstance(column.type, UtcDateTime):
        return world.clock.now()
    if isinstance(column.type, JSON):
        return {}
    if column.type.python_type is str:
        return world.new_id()[: column.type.length] if _short(column) else MARK
    return {bool: False, int: 1, Decimal: Decimal(1), date: world.clock.now().date()}[
        column.type.python_type
    ]


def _short(column: Any) -> bool:
    length = getattr(column.type, "length", None)
    return bool(length and (column.unique or length <= 40))


def bill(world: World, deal: str, firm: str) -> str:
    """An invoice of the deal."""
    return row(world, Invoice, deal_id=deal, supplier_id=firm, state="open", number=MARK)


def order(world: World, need: str, firm: str) -> str:
    """A deal of the firm with itself."""
    return row(
        world,
        Deal,
        need_id=need,
        buyer_id=firm,
        supplier_id=firm,
        title=MARK,
        state="open",
        lots=[],
        terms=opening([], None, None, None),
    )


def decided(world: World, need: str, firm: str) -> dict[str, str]:
    """A decision on the need, and its award to the firm."""
    application = row(
        world,
        Application,
        need_id=need,
        organization_id=firm,
        state="withdrawn",
        content=offer(note=MARK),
    )
    decision = row(
        world, Decision, need_id=need, state="made", result=[], none={}, justification=MARK
    )
    parties = {"buyer_id": firm, "supplier_id": firm, "need_id": need}
    award = row(
        world,
        Award,
        **parties,
        decision_id=decision,
        application_id=application,
        state="standing",
        lots=[],
        reason=MARK,
    )
    return {"award_id": award, "decision_id": decision}


def estate(world: World) -> dict[str, str]:
    """Ids of the firm's things by the name of the route's parameter that would lead to them."""
    firm = world.organization("msme", "lead_firm", "bso", state="draft", name=MARK)
    other = world.organization("bso", state="draft", name=MARK)
    person = world.person(firm, "administrator", name=MARK, email=f"{MARK}@firm.mk")
    own = {"organization_id": firm}
    ends = {"expires_at": world.clock.now().replace(year=2027)}
    need = row(
        world, Need, **own, title=MARK, state="draft", kind="supplier", content=supplier_need()
    )
    deal = order(world, need, firm)
    on_deal = {"deal_id": deal, "by_id": firm, "state": "recorded"}
    delivery = row(world, Delivery, deal_id=deal, lots=[], accepted=[], state="recorded", note=MARK)
    return {
        "deal_id": deal,
        "delivery_id": delivery,
        "subject_id": delivery,
        "payment_id": row(world, Payment, **on_deal, invoice_id=bill(world, deal, firm)),
        "change_id": row(world, Proposal, **on_deal, lots=[], changed=[], message=MARK),
        "dispute_id": row(world, Dispute, **on_deal, steps=[], text=MARK),
        "organization_id": firm,
        "account_id": person,
        "need_id": need,
        "question_id": row(world, Question, need_id=need, **own, asked_by=person, text=MARK),
        "application_id": row(
            world, Application, **own, need_id=need, state="draft", content=offer(note=MARK)
        ),
        **decided(world, need, firm),
        "service_id": row(world, Service, **own, state="draft", title=MARK),
        "file_id": row(world, StoredFile, **own, name=MARK, media_type="text/plain"),
        "job_id": row(world, ImportJob, **own, state="waiting"),
        "membership_id": row(
            world, Membership, **own, user_id=world.person(name=MARK), role="editor", state="asked"
        ),
        "invitation_id": row(world, MemberInvitation, **own, email=f"{MARK}@x.mk", **ends),
        "delegation_id": row(
            world, Delegation, **own, adviser_id=other, tasks=["apply"], until=date(2027, 1, 1)
        ),
        "claim_id": row(world, Claim, **own, user_id=person, proof=MARK, state="open"),
        **results(world, row, firm, MARK),
        "report_id": row(world, Report, text=MARK, reported_by=person, state="open"),
        "token_id": row(world, ApiToken, user_id=person, name=MARK, scopes=[], **ends),
        "sign_in_id": row(world, SignIn, user_id=person, browser=MARK, **ends),
        "search_id": row(world, SavedSearch, user_id=person, query=MARK),
        "notification_id": row(world, Notification, user_id=person, kind="x", path="/", key=MARK),
    }
