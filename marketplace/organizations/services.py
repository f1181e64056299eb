"""Writes on organisations: enter, change, submit for verification, decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.locks import lock
from marketplace import audit
from marketplace.deployment import settings_of
from marketplace.errors import Conflict, Fault, Forbidden, Invalid
from marketplace.organizations import rules
from marketplace.organizations.models import Identifier, Membership, Organization
from marketplace.organizations.queries import own_organization, reviewable
from marketplace.organizations.snapshots import identifiers, place, record_organization
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision


def create_organization(session: Session, actor: Actor, content: Mapping[str, Any]) -> Organization:
    """A draft, with its maker as administrator; it can draft needs, but not publish.

    Raises Conflict `already-registered`, naming the organisation, where an identifier is taken.
    """
    require(actor, "organization.create")
    _refuse_taken(session, content["identifiers"])
    organization = Organization(
        id=new_id(session), state="draft", created_at=now(session), revision=1
    )
    _fill(session, organization, content)
    session.add(organization)
    session.flush()
    session.add(
        Membership(
            id=new_id(session),
            organization_id=organization.id,
            user_id=actor.user,
            role="administrator",
            state="member",
            created_at=now(session),
        )
    )
    audit.note(session, actor, "organization.create", f"organization/{organization.id}")
    record_organization(session, organization, "organization.created")
    return organization


def update_organization(
    session: Session,
    actor: Actor,
    organization_id: str,
    content: Mapping[str, Any],
    expected: int | None,
) -> Organization:
    """Replace what is said of an organisation.

    A verified one whose name, country, kinds or identifiers change waits for verification anew.
    Raises Stale for an older revision, Conflict once rejected or suspended.
    """
    organization = own_organization(session, actor, organization_id, "organization.update")
    check_revision(organization.revision, expected)
    if organization.state in ("rejected", "suspended"):
        raise Conflict(f"An organisation that is {organization.state} takes no changes.")
    _refuse_taken(session, content["identifiers"], organization.id)
    verified_facts = rules.needs_new_verification(_facts(organization), content)
    _fill(session, organization, content)
    organization.revision += 1
    details = {"revision": organization.revision, "changed": verified_facts}
    audit.note(session, actor, "organization.update", f"organization/{organization_id}", details)
    if organization.state == "verified" and verified_facts:
        _submit(session, organization)
    else:
        record_organization(session, organization, "organization.updated")
    return organization


def submit_organization(
    session: Session, actor: Actor, organization_id: str, expected: int | None
) -> Organization:
    """Ask programme staff to verify it; raises Invalid with everything that still lacks."""
    organization = own_organization(session, actor, organization_id, "organization.submit")
    check_revision(organization.revision, expected)
    if organization.state not in ("draft", "returned"):
        raise Conflict("Only a draft or a returned organisation can be submitted.")
    _refuse(
        rules.faults_of_submission(
            organization.country,
            settings_of(session).country,
            {one.scheme for one in organization.identifiers},
            place(organization),
        )
    )
    organization.revision += 1
    audit.note(session, actor, "organization.submit", f"organization/{organization_id}")
    _submit(session, organization)
    return organization


def review_organization(
    session: Session,
    actor: Actor,
    organization_id: str,
    decision: str,
    reason: str | None,
    expected: int | None,
) -> Organization:
    """Approve, return, reject or suspend; the audit names in which capacity.

    Raises Conflict where the state does not allow it, Invalid where a reason lacks, Forbidden
    for one's own organisation.
    """
    organization = reviewable(session, actor, organization_id)
    check_revision(organization.revision, expected)
    if actor.organization == organization.id:
        raise Forbidden("Nobody decides on their own organisation.")
    step = rules.DECISIONS[decision]
    if organization.state not in step.before:
        raise Conflict(f"An organisation that is {organization.state} cannot be {step.after} now.")
    if step.reason and not reason:
        raise Invalid([Fault("/reason", "Say why; its members read this.")])
    organization.state, organization.reason = step.after, reason
    if step.after == "verified":
        organization.verified_at = now(session)
    organization.revision += 1
    details = {"decision": decision, "as": capacity(actor)}
    audit.note(session, actor, "organization.review", f"organization/{organization_id}", details)
    record_organization(session, organization, f"organization.{step.after}")
    return organization


def capacity(actor: Actor) -> str:
    """In which capacity a reviewer decides."""
    return "programme" if "programme" in actor.kinds else "administrator"


def _submit(session: Session, organization: Organization) -> None:
    organization.state, organization.reason = "submitted", None
    organization.submitted_at = now(session)
    record_organization(session, organization, "organization.submitted")


def _facts(organization: Organization) -> dict[str, Any]:
    return {
        "name": organization.name,
        "country": organization.country,
        "kinds": organization.kinds,
        "identifiers": identifiers(organization),
    }


def _fill(session: Session, organization: Organization, content: Mapping[str, Any]) -> None:
    organization.name, organization.names = content["name"], content["names"]
    organization.kinds = sorted(set(content["kinds"]))
    organization.country = content["country"]
    organization.municipality = content["place"]["municipality"]
    organization.region = content["place"]["region"]
    kept = {(one.scheme, one.value): one for one in organization.identifiers}
    organization.identifiers = [
        kept.get((one["scheme"], one["value"]))
        or Identifier(id=new_id(session), scheme=one["scheme"], value=one["value"])
        for one in content["identifiers"]
    ]


def _refuse_taken(
    session: Session, wanted: Sequence[Mapping[str, str]], own: str | None = None
) -> None:
    for one in sorted(wanted, key=lambda one: (one["scheme"], one["value"])):
        lock(session, f"identifier-{one['scheme']}-{one['value']}")
        holder = session.scalar(
            select(Identifier.organization_id).where(
                Identifier.scheme == one["scheme"], Identifier.value == one["value"]
            )
        )
        if holder is None or holder == own:
            continue
        way, words = rules.way_in(session.get_one(Organization, holder).state)
        raise Conflict(
            words,
            code="already-registered",
            organization=holder,
            identifier=dict(one),
            next=way,
        )


def _refuse(faults: rules.Faults) -> None:
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])
