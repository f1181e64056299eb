"""What is told about results, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.deals.models import Deal
from marketplace.notifications.needs import tell_members
from marketplace.notifications.services import notify
from marketplace.organizations import queries as organizations
from marketplace.outcomes.models import Claim, Decision


def decided(session: Session, event: Event) -> None:
    """The firm hears what was decided and why; its own confirmation is no news to it."""
    data = event.data
    if data["decision"] == "confirm" or data["kind"] == "other":
        return
    made = session.get(Decision, data["id"])
    reason = {"reason": made.reason} if made and made.reason else {}
    facts = _facts(session, session.get_one(Claim, data["claim"])) | reason
    key = f"outcome/{data['id']}"
    tell_members(session, data["organization"], f"outcome.{data['decision']}", key, facts, "editor")


def asked(session: Session, event: Event) -> None:
    """The firm hears what it is asked for, and until when."""
    data = event.data
    key, facts = f"ask/{data['id']}", {"until": data["due"]}
    if data["kind"] == "jobs":
        deal = session.get(Deal, data["subject"])
        facts |= {"deal": data["subject"], "title": deal.title if deal else ""}
        tell_members(session, data["organization"], "outcome.asked_jobs", key, facts, "editor")
        return
    facts |= _facts(session, session.get_one(Claim, data["subject"]))
    tell_members(session, data["organization"], "outcome.asked_again", key, facts, "editor")


def claimed(session: Session, event: Event) -> None:
    """Those who verify hear of a claim."""
    claim = session.get(Claim, event.data["id"])
    if claim is not None and claim.state in ("claimed", "evidenced"):
        key = f"claimed/{claim.id}/{event.revision}"
        people = [one for one in organizations.reviewers(session) if one != claim.submitted_by]
        notify(session, people, "outcome.claimed", key, _facts(session, claim))


def _facts(session: Session, claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "ref": claim.ref,
        "organization": organizations.get(session, claim.organization_id).name,
    }


TELL: Mapping[str, Callable[[Session, Event], None]] = {
    "verification.decided": decided,
    "report.asked": asked,
    "jobs.claimed": claimed,
    "revenue.reported": claimed,
    "baseline.reported": claimed,
}
