"""What is known of contracting processes, read for many needs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications.models import Application
from marketplace.applications.queries import sealed
from marketplace.applications.rules import is_offered
from marketplace.deals.models import Deal, Delivery, Payment, Proposal
from marketplace.evaluation.models import Award, Decision
from marketplace.needs.models import Need, NeedRevision
from marketplace.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class DealFacts:
    """A deal with what changed it and what was done on it, each in order of time."""

    deal: Deal
    changes: Sequence[Proposal]
    deliveries: Sequence[Delivery]
    payments: Sequence[Payment]


@dataclass(frozen=True, slots=True)
class Process:
    """A published need and all that came of it.

    `received` counts the applications that stood when the need closed, by lot and under None all
    of them; None while they are sealed.
    """

    need: Need
    organizations: Mapping[str, Organization]
    revisions: Sequence[NeedRevision] = ()
    received: Mapping[int | None, int] | None = None
    decisions: Sequence[Decision] = ()
    awards: Sequence[Award] = ()
    deals: Sequence[DealFacts] = field(default_factory=tuple)


def processes(session: Session, needs: Sequence[Need]) -> list[Process]:
    """The processes of these needs, in their order."""
    ids = [need.id for need in needs]
    revisions = _of(session, NeedRevision, NeedRevision.need_id, ids, NeedRevision.revision)
    decisions = _of(session, Decision, Decision.need_id, ids, Decision.decided_at, Decision.id)
    awards = _of(session, Award, Award.need_id, ids, Award.id)
    deals = _deals(session, ids)
    received = _received(session, needs)
    parties = _organizations(session, needs, awards, deals)
    return [
        Process(
            need,
            parties,
            revisions[need.id],
            received.get(need.id),
            decisions[need.id],
            awards[need.id],
            deals[need.id],
        )
        for need in needs
    ]


def _of(session: Session, model: Any, key: Any, ids: Sequence[str], *order: Any) -> Any:
    """Rows of the model by what they belong to."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.scalars(select(model).where(key.in_(ids)).order_by(*order)):
        found[getattr(row, key.key)].append(row)
    return found


def _deals(session: Session, needs: Sequence[str]) -> dict[str, list[DealFacts]]:
    rows = session.scalars(
        select(Deal).where(Deal.need_id.in_(needs)).order_by(Deal.opened_at, Deal.ref)
    ).all()
    ids = [deal.id for deal in rows]
    changes = _of(session, Proposal, Proposal.deal_id, ids, Proposal.decided_at, Proposal.id)
    deliveries = _of(session, Delivery, Delivery.deal_id, ids, Delivery.decided_at, Delivery.id)
    payments = _of(session, Payment, Payment.deal_id, ids, Payment.recorded_at, Payment.id)
    found: dict[str, list[DealFacts]] = defaultdict(list)
    for deal in rows:
        found[deal.need_id].append(
            DealFacts(
                deal,
                [one for one in changes[deal.id] if one.state == "accepted"],
                [one for one in deliveries[deal.id] if one.state in ("accepted", "part")],
                [one for one in payments[deal.id] if one.state in ("recorded", "confirmed")],
            )
        )
    return found


def _received(session: Session, needs: Sequence[Need]) -> dict[str, dict[int | None, int]]:
    moment = now(session)
    open_ = {need.id: need for need in needs if need.closed_at and not sealed(need, moment)}
    found: dict[str, dict[int | None, int]] = {id_: defaultdict(int) for id_ in open_}
    rows = session.scalars(select(Application).where(Application.need_id.in_(list(open_))))
    for row in rows:
        if _stood(row, open_[row.need_id]):
            counts = found[row.need_id]
            counts[None] += 1
            for lot in {one["lot"] for one in row.content.get("lots") or () if is_offered(one)}:
                counts[lot] += 1
    return found


def _stood(application: Application, need: Need) -> bool:
    """Whether it was sent, and not over, when the need closed."""
    closed = need.closed_at
    sent, ended = application.submitted_at, application.ended_at
    return bool(closed and sent and sent <= closed and (ended is None or ended > closed))


def _organizations(
    session: Session,
    needs: Iterable[Need],
    awards: Mapping[str, Sequence[Award]],
    deals: Mapping[str, Sequence[DealFacts]],
) -> dict[str, Organization]:
    ids = {need.organization_id for need in needs}
    ids |= {award.supplier_id for several in awards.values() for award in several}
    for facts in (facts for several in deals.values() for facts in several):
        ids |= {facts.deal.buyer_id, facts.deal.supplier_id}
    rows = session.scalars(select(Organization).where(Organization.id.in_(ids)))
    return {row.id: row for row in rows}
