"""What the tables of other slices say of a need: its times, its parties, how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.applications.rules import STANDING
from marketplace.deals.models import Deal
from marketplace.evaluation.models import Award
from marketplace.insight.stages import Stand, loss, reached, waits
from marketplace.matches.models import Shortlist
from marketplace.needs.models import Invitation, Need
from marketplace.outcomes import setting
from marketplace.outcomes.models import Claim, Decision
from marketplace.profiles.models import Profile
from marketplace.profiles.snapshots import size_class

HELD = ("standing", "final")
UNDONE = "undone"
GOOD = ("accept", "correct")
LEFT = ("terminated",)


def story(session: Session, need_id: str) -> dict[str, Any] | None:
    """The row of models.NeedStory for this need; None where it was never posted."""
    need = session.get(Need, need_id, populate_existing=True)
    if need is None or need.published_at is None:
        return None
    applications = _all(session, Application, need_id)
    awards, deals = _all(session, Award, need_id), _all(session, Deal, need_id)
    times = _times(session, need, applications, awards, deals)
    furthest = reached(times)
    stand = _stand(need, applications, awards, deals)
    return (
        {f"{stage}_at": at for stage, at in times.items()}
        | {f"wait_{stage}": minutes for stage, minutes in waits(times).items()}
        | _cut(session, need, applications, awards, deals)
        | {"need_id": need_id, "reached": furthest, "loss": loss(furthest, stand)}
    )


def _all(session: Session, model: Any, need_id: str) -> list[Any]:
    found = select(model).where(model.need_id == need_id).order_by(model.id)
    return list(session.scalars(found.execution_options(populate_existing=True)))


def _times(
    session: Session,
    need: Need,
    applications: list[Application],
    awards: list[Award],
    deals: list[Deal],
) -> dict[str, datetime | None]:
    head = session.get(Shortlist, need.id, populate_existing=True)
    invited = select(func.min(Invitation.invited_at)).where(Invitation.need_id == need.id)
    chosen = [one for one in awards if one.state != UNDONE]
    return {
        "posted": need.published_at,
        "matched": head.matched_at if head else None,
        "viewed": head.viewed_at if head else None,
        "contacted": session.scalar(invited),
        "applied": _first(applications, lambda one: one.submitted_at),
        "shortlisted": _first(chosen, lambda one: one.decided_at),
        "awarded": _first(deals, lambda one: one.opened_at),
        "delivered": _first(deals, lambda one: one.delivered_at),
        "paid": _first(deals, lambda one: one.ended_at if one.state == "completed" else None),
        "verified": _verified(session, [one.id for one in deals]),
    }


def _first(rows: Iterable[Any], when: Callable[[Any], datetime | None]) -> datetime | None:
    return min((at for one in rows if (at := when(one))), default=None)


def _verified(session: Session, deals: list[str]) -> datetime | None:
    """When an officer first accepted what one of these deals came to, if that still counts."""
    if not deals:
        return None
    found = (
        select(func.min(Decision.made_at))
        .join(Claim, Claim.id == Decision.claim_id)
        .where(Claim.deal_id.in_(deals), Claim.state == "verified", Decision.decision.in_(GOOD))
    )
    return session.scalar(found)


def _stand(
    need: Need, applications: list[Application], awards: list[Award], deals: list[Deal]
) -> Stand:
    states = [one.state for one in applications if one.submitted_at is not None]
    going = [one.state for one in deals if one.state not in LEFT]
    return Stand(
        need.state,
        live=sum(one in STANDING and one != "not_selected" for one in states),
        refused=states.count("not_selected"),
        sent=len(states),
        given=any(one.state in HELD for one in awards),
        taken=any(one.state not in HELD for one in awards),
        deal=next(iter(going), "terminated" if deals else None),
    )


def _cut(
    session: Session,
    need: Need,
    applications: list[Application],
    awards: list[Award],
    deals: list[Deal],
) -> dict[str, Any]:
    calendar = setting.calendar(session)
    given = next((one for one in awards if one.state in HELD), None)
    supplier = deals[0].supplier_id if deals else given.supplier_id if given else None
    sent = sorted(
        (one for one in applications if one.submitted_at is not None),
        key=lambda one: (one.organization_id != supplier, one.submitted_at, one.id),
    )
    posted: Any = need.published_at
    return {
        "kind": need.kind,
        "year": calendar.year(calendar.year_of(posted.date())),
        "region": need.region,
        "sector": _sector(need.content),
        "size": _size(session, supplier),
        "buyer": need.organization_id,
        "supplier": supplier,
        "bso": next((one.adviser_id for one in sent[:1]), None),
    }


def _sector(content: dict[str, Any]) -> str | None:
    """The CPV division of what is asked for first, or the major group of the occupation."""
    lots = content.get("lots") or [{}]
    codes = [*(content.get("cpv") or ()), *(lots[0].get("cpv") or ())]
    if codes:
        return f"{codes[0][:2]}"
    occupation = str(content.get("occupation") or "")
    return f"isco-{occupation[0]}" if occupation[:1].isdigit() else None


def _size(session: Session, supplier: str | None) -> str | None:
    content = session.scalar(select(Profile.content).where(Profile.organization_id == supplier))
    return size_class(content)["mk"] if content else None
