"""Where notifications listen: to all that somebody should hear of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.notifications import (
    applications,
    deals,
    evaluation,
    needs,
    organizations,
    outcomes,
    services,
)
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {services.DIGEST: services.send_digest}

TELL: Mapping[str, Callable[[Session, Event], None]] = {
    "match.ranked": needs.ranked,
    "need.invited": needs.invited,
    "need.suspended": needs.moderated,
    "need.reinstated": needs.moderated,
    "question.asked": needs.asked,
    "question.answered": needs.answered,
    "organization.submitted": organizations.submitted,
    "organization.verified": organizations.decided,
    "organization.returned": organizations.decided,
    "organization.rejected": organizations.decided,
    "organization.suspended": organizations.decided,
    "organization.claimed": organizations.decided,
    "claim.made": organizations.claimed,
    "claim.decided": organizations.claim_decided,
    "membership.asked": organizations.asked_to_join,
    "membership.granted": organizations.membership,
    "membership.ended": organizations.membership,
    "delegation.granted": organizations.delegation,
    "delegation.revoked": organizations.delegation,
    "certificate.expires": organizations.certificate_ends,
    "import.finished": organizations.import_ended,
    **applications.TELL,
    **deals.TELL,
    **evaluation.TELL,
    **outcomes.TELL,
}


def tell(session: Session, event: Event, prepared: Any) -> None:
    """Tell whom it concerns; `notify` learns when it happened."""
    session.info[services.HAPPENED] = event.time
    TELL[event.type](session, event)


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield Consumer("notifications", frozenset(TELL), tell)
