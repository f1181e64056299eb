"""What is told about organisations, and to whom."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.awards.models import ImportJob
from marketplace.notifications.needs import tell_members
from marketplace.notifications.services import notify
from marketplace.organizations import queries
from marketplace.organizations.claims import OUTDONE
from marketplace.organizations.models import Claim

LONGEST_KEY = 120


def decided(session: Session, event: Event) -> None:
    """Members hear what was decided on their organisation."""
    firm = event.data["id"]
    tell_members(session, firm, event.type, _key(event), _facts(event), "editor")


def submitted(session: Session, event: Event) -> None:
    """Those who verify organisations hear that one waits."""
    people = queries.reviewers(session)
    facts = _facts(event) | {"reason": None}
    notify(session, people, event.type, _key(event), facts, organization=event.data["id"])


def asked_to_join(session: Session, event: Event) -> None:
    """Administrators hear that somebody asks to join."""
    firm = event.data["organization"]
    tell_members(session, firm, event.type, _once(event), _named(session, firm), "administrator")


def membership(session: Session, event: Event) -> None:
    """A person hears that a membership of theirs began, changed or ended."""
    firm, person = event.data["organization"], event.data["user"]
    facts = _named(session, firm)
    kind = "membership.overruled" if event.data.get("cause") == "claim" else event.type
    notify(session, [person], kind, _once(event), facts, organization=firm)


def claimed(session: Session, event: Event) -> None:
    """Those who decide on claims hear that one waits."""
    firm = event.data["organization"]
    people = set(queries.reviewers(session)) - {event.data["user"]}
    facts = _named(session, firm)
    notify(session, people, event.type, _once(event), facts, organization=firm)


def claim_decided(session: Session, event: Event) -> None:
    """Whoever was turned down reads why; who won hears it with the organisation's members."""
    claim = session.get(Claim, event.data["id"])
    if claim is None or event.data["state"] != "rejected":
        return
    kind = "claim.outdone" if event.data["outdone"] else "claim.rejected"
    reason = None if claim.reason == OUTDONE else claim.reason
    facts = _named(session, claim.organization_id) | {"reason": reason}
    notify(session, [claim.user_id], kind, _once(event), facts)


def delegation(session: Session, event: Event) -> None:
    """The adviser's people and the firm's administrators hear who may act for whom."""
    firm, adviser = event.data["organization"], event.data["adviser"]
    facts = _named(session, firm) | {
        "adviser": queries.get(session, adviser).name,
        "until": event.data["until"],
    }
    tell_members(session, firm, event.type, _once(event), facts, "administrator")
    tell_members(session, adviser, event.type, _once(event), facts)


def certificate_ends(session: Session, event: Event) -> None:
    """The firm hears that a certificate runs out, or has run out."""
    firm, data = event.data["organization"], event.data
    kind = "certificate.expires" if data["days"] else "certificate.expired"
    facts = _named(session, firm) | {"scheme": data["scheme"], "until": data["valid_to"]}
    key = f"certificate/{firm}/{data['scheme']}/{data['number']}/{data['valid_to']}/{data['days']}"
    tell_members(session, firm, kind, short_key(key), facts, "editor")


def import_ended(session: Session, event: Event) -> None:
    """Whoever sent a file hears what became of it."""
    job = session.get(ImportJob, event.data["id"])
    if job is not None:
        facts = {
            "id": job.id,
            "file": job.file_name,
            "loaded": job.loaded,
            "faults": job.fault_count,
            "reason": job.reason,
        }
        kind, firm = f"import.{job.state}", job.organization_id
        notify(session, [job.created_by], kind, f"import/{job.id}", facts, organization=firm)


def short_key(key: str) -> str:
    """The key itself, or where it is too long for its column one that stands for it alone."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:50]}~{hashlib.sha256(key.encode()).hexdigest()}"


def _facts(event: Event) -> dict[str, Any]:
    return {
        "id": event.data["id"],
        "organization": event.data["name"],
        "reason": event.data.get("reason"),
    }


def _named(session: Session, organization_id: str) -> dict[str, Any]:
    return {"id": organization_id, "organization": queries.get(session, organization_id).name}


def _key(event: Event) -> str:
    """Named by the revision: a snapshot that is recorded again tells nobody again."""
    return f"{event.type}/{event.data['id']}/{event.revision}"


def _once(event: Event) -> str:
    """Named by the event: what happens a second time is told a second time."""
    return f"{event.type}/{event.id}"
