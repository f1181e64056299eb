"""Reads on profiles, each part by who may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.files.models import StoredFile
from marketplace.files.queries import readable_with
from marketplace.organizations import queries as organizations
from marketplace.organizations.models import Organization
from marketplace.policy import Actor, require
from marketplace.profiles import costs, expiry, parts, readers, snapshots
from marketplace.profiles.free import left_free
from marketplace.profiles.models import Demand, Profile, ProfileDraft


@dataclass(frozen=True, slots=True)
class Seen:
    """A profile as one reader sees it. `content` is whole: show only what `parts` holds."""

    organization: Organization
    level: str
    revision: int = 0
    content: Mapping[str, Any] = field(default_factory=dict)
    promised: Mapping[str, float] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        return self.level == parts.OWN

    @property
    def parts(self) -> dict[str, Any]:
        """The parts that this reader sees."""
        return parts.shown(self.content, self.level)

    @property
    def withheld(self) -> list[str]:
        """Names of the parts that this reader does not see, filled in or not."""
        chosen = parts.visibility_of(self.content)
        return [name for name, needed in chosen.items() if not parts.sees(self.level, needed)]


def seen(session: Session, actor: Actor, organization_id: str) -> Seen:
    """The organisation's profile, empty with revision 0 before the first saving."""
    require(actor, "profile.read")
    organization = organizations.visible(session, actor, organization_id)
    level = readers.level(session, actor, organization_id)
    profile = session.get(Profile, organization_id)
    if profile is None:
        return Seen(organization, level)
    return Seen(organization, level, profile.revision, profile.content, profile.promised)


def seen_as(seen: Seen, level: str) -> Seen:
    """The same profile as a reader of another level sees it."""
    return replace(seen, level=level)


def seen_many(session: Session, actor: Actor, ids: Sequence[str]) -> list[Seen]:
    """The profiles of these organisations that the actor may know of, in the order given."""
    require(actor, "profile.read")
    found = _by_id(session, Organization, Organization.id, ids)
    profiles = _by_id(session, Profile, Profile.organization_id, ids)
    known = [
        found[id] for id in ids if id in found and organizations.sees(session, actor, found[id])
    ]
    levels = readers.levels(session, actor, [one.id for one in known])
    return [
        Seen(one, levels[one.id], profile.revision, profile.content, profile.promised)
        if (profile := profiles.get(one.id))
        else Seen(one, levels[one.id])
        for one in known
    ]


def _by_id(session: Session, model: Any, key: Any, ids: Collection[str]) -> dict[str, Any]:
    rows = session.scalars(select(model).where(key.in_(list(ids)))) if ids else ()
    return {getattr(row, key.key): row for row in rows}


def missing(session: Session, content: Mapping[str, Any]) -> list[costs.Missing]:
    """What the profile does not say, with the open supplier needs that ask for it."""
    asked = session.scalars(
        select(Demand.asks).where(
            Demand.open, Demand.apply_by.is_(None) | (Demand.apply_by > now(session))
        )
    )
    return costs.missing(content, asked)


def drafts(session: Session, organization_id: str) -> dict[str, ProfileDraft]:
    """What was typed and not yet saved, by part."""
    found = select(ProfileDraft).where(ProfileDraft.organization_id == organization_id)
    return {draft.part: draft for draft in session.scalars(found)}


def shown(session: Session, profile: Seen) -> dict[str, Any]:
    """The profile as the API answers it to its reader."""
    answer = profile.parts | {
        "organization": profile.organization.id,
        "revision": profile.revision,
        "withheld": profile.withheld,
        "completeness": parts.completeness(profile.content),
    }
    if "capabilities" in answer and not profile.own:
        answer["capabilities"] = left_free(answer["capabilities"], profile.promised)
    if "certificates" in answer:
        answer["certificates"] = with_standing(session, answer["certificates"])
    if "size_class" not in profile.withheld:
        answer["size_class"] = snapshots.size_class(profile.content)
    if profile.own:
        answer["visibility"] = parts.visibility_of(profile.content)
        answer["size_classes"] = snapshots.size_classes(profile.content)
        answer["missing"] = [
            {"part": one.part, "fact": one.fact, "needs": one.needs}
            for one in missing(session, profile.content)
        ]
    return answer


def with_standing(
    session: Session, certificates: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The certificates, each with how it stands today."""
    today = expiry.today(session)
    return [
        {**one, "standing": expiry.standing(one.get("valid_to"), today)} for one in certificates
    ]


@readable_with("profile")
def sees_file(session: Session, actor: Actor, file: StoredFile) -> bool:
    """A certificate's file is seen by whoever sees the certificates of the profile."""
    organization = session.get(Organization, file.organization_id or "")
    if organization is None or not organizations.sees(session, actor, organization):
        return False
    profile = session.get_one(Profile, organization.id)
    level = readers.level(session, actor, organization.id)
    return file.part in parts.shown(profile.content, level)
