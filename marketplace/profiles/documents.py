"""Organisations as public search finds them: what the public may see, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.organizations.models import Organization
from marketplace.organizations.rules import PUBLIC
from marketplace.organizations.snapshots import snapshot as organization_data
from marketplace.profiles import expiry, hooks
from marketplace.profiles.models import Profile
from marketplace.profiles.snapshots import snapshot
from marketplace.vocabularies import store
from search.documents import Document
from search.documents_of import organization as document_of
from search.project import Change, Removed
from search.specs import ORGANIZATIONS

INDEX = ORGANIZATIONS.name


def read(session: Session, event: Event) -> Change | None:
    """What an event about an organisation, its profile or its awards makes of its document.

    The document is made of the tables as they stand: it never holds less than the event said.
    """
    data = event.data
    organization_id = data.get("organization") or data.get("supplier") or data["id"]
    organization = session.get(Organization, organization_id)
    return None if organization is None else change(session, organization)


def change(session: Session, organization: Organization) -> Change:
    """The document of an organisation, or its removal while the public may not know of it."""
    profile = session.get(Profile, organization.id)
    awards = hooks.award_titles(session, organization.id)
    revision = organization.revision + (profile.revision if profile else 0) + len(awards)
    if organization.state not in PUBLIC:
        return Removed(organization.id, revision)
    said = _said(session, profile) if profile else None
    return document_of(
        organization_data(organization), said, revision, labels=_labels(said), awards=awards
    )


def all_documents(session: Session) -> Iterator[Document]:
    """Every document of the index, for a rebuild."""
    query = select(Organization).where(Organization.state.in_(PUBLIC))
    for organization in session.scalars(query.execution_options(yield_per=500)):
        found = change(session, organization)
        if isinstance(found, Document):
            yield found


def _said(session: Session, profile: Profile) -> dict[str, Any]:
    """The profile without certificates that have ended; `certificate.expires` comes back for it."""
    said, today = snapshot(profile), expiry.today(session)
    held = said["certificates"]
    valid = [one for one in held if expiry.standing(one.get("valid_to"), today) != "expired"]
    return said | {"certificates": valid}


def _labels(profile: Mapping[str, Any] | None) -> list[str]:
    """Official names of the codes that the profile shows to the public."""
    if profile is None:
        return []
    shown = {name for name, who in profile["visibility"].items() if who == "public"}
    codes = [("nace", code) for code in profile["nace"] if "nace" in shown]
    if "capabilities" in shown:
        codes += [("cpv", one["cpv"]) for one in profile["capabilities"] if one.get("cpv")]
    return [store.label(vocabulary, code)[0] for vocabulary, code in codes]
