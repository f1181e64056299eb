"""Organisations as public search finds them: what the public may see, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

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
CHUNK = 500


def changes(session: Session, organization_ids: Collection[str]) -> list[Change]:
    """The documents of these organisations, or their removal while the public may not know of them.

    They are made of the tables as they stand, so they never hold less than an event said.
    """
    found = select(Organization).where(Organization.id.in_(list(organization_ids)))
    return _changes(session, list(session.scalars(found)))


def documents(session: Session) -> Iterator[Document]:
    """Every document of the index, for a rebuild."""
    found = select(Organization).where(Organization.state.in_(PUBLIC)).order_by(Organization.id)
    for some in session.scalars(found.execution_options(yield_per=CHUNK)).partitions():
        for change in _changes(session, some):
            if isinstance(change, Document):
                yield change


def _changes(session: Session, organizations: Sequence[Organization]) -> list[Change]:
    ids = [one.id for one in organizations]
    held = select(Profile).where(Profile.organization_id.in_(ids))
    profiles = {profile.organization_id: profile for profile in session.scalars(held)}
    awards = hooks.award_titles(session, ids)
    return [_change(session, one, profiles.get(one.id), awards[one.id]) for one in organizations]


def _change(
    session: Session, organization: Organization, profile: Profile | None, awards: Sequence[str]
) -> Change:
    """Its revision rises with the organisation, its profile and its awards."""
    revision = organization.revision + (profile.told if profile else 0) + len(awards)
    if organization.state not in PUBLIC:
        return Removed(organization.id, revision)
    said = _said(session, profile) if profile else None
    return document_of(
        organization_data(organization), said, revision, labels=_labels(said), awards=awards
    )


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
