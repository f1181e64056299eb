"""Organisations: who is on the marketplace, and who may act for whom."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import DAY, FLAG, ID, PLACE, TEXT, many, maybe, obj, one_of, table

KINDS = one_of("lead_firm", "msme", "bso", "lender", "programme")
STATES = one_of(
    *("unclaimed", "draft", "submitted", "returned", "verified", "rejected", "suspended"),
    "merged",
)
ROLES = one_of("administrator", "editor", "viewer")

ORGANIZATION = obj(
    {
        "id": ID,
        "name": TEXT,
        "names": table(TEXT),
        "kinds": many(KINDS),
        "identifiers": many(obj({"scheme": TEXT, "value": TEXT})),
        "state": STATES,
        "place": maybe(PLACE),
    },
    {"reason": maybe(TEXT)},
)
MEMBERSHIP = obj({"organization": ID, "user": ID, "role": ROLES}, {"cause": one_of("claim")})
MERGE = obj({"id": ID, "into": ID, "undone": FLAG})
CLAIM = obj(
    {
        "id": ID,
        "organization": ID,
        "user": ID,
        "state": one_of("open", "approved", "rejected"),
        "outdone": FLAG,
    }
)
DELEGATION = obj(
    {"id": ID, "organization": ID, "adviser": ID, "tasks": many(TEXT), "until": DAY},
)

_organization = {
    "id": "0193c1a2-0000-7000-8000-000000000001",
    "name": "Limkov DOO",
    "names": {"mk": "Лимков ДОО"},
    "kinds": ["msme"],
    "identifiers": [{"scheme": "EDB", "value": "9990000000011"}],
    "state": "verified",
    "place": {"municipality": "kumanovo", "region": "North-East"},
}
_membership = {
    "organization": _organization["id"],
    "user": "0193c1a2-0000-7000-8000-0000000000aa",
    "role": "editor",
}
_merge = {
    "id": "0193c1a2-0000-7000-8000-000000000003",
    "into": _organization["id"],
    "undone": False,
}
_claim = {
    "id": "0193c1a2-0000-7000-8000-0000000000cd",
    "organization": _organization["id"],
    "user": _membership["user"],
    "state": "open",
    "outdone": False,
}
_delegation = {
    "id": "0193c1a2-0000-7000-8000-0000000000dd",
    "organization": _organization["id"],
    "adviser": "0193c1a2-0000-7000-8000-000000000002",
    "tasks": ["profile", "apply"],
    "until": "2027-06-30",
}


def _snapshot(name: str, says: str) -> EventType:
    return EventType(name, "organizations", says, ORGANIZATION, _organization)


TYPES = (
    _snapshot("organization.created", "an organisation was entered, as a draft or unclaimed"),
    _snapshot("organization.updated", "its name, kinds, identifiers or place changed"),
    _snapshot("organization.submitted", "it asks to be verified"),
    _snapshot("organization.verified", "programme staff or an administrator verified it"),
    _snapshot("organization.returned", "it was sent back with a reason"),
    _snapshot("organization.rejected", "it was turned down with a reason"),
    _snapshot("organization.suspended", "it was suspended with a reason"),
    _snapshot("organization.claimed", "an unclaimed organisation got its first member"),
    EventType(
        "membership.asked", "organizations", "a person asks to join", MEMBERSHIP, _membership
    ),
    EventType(
        "membership.granted",
        "organizations",
        "a person joined or changed role",
        MEMBERSHIP,
        _membership,
    ),
    EventType("membership.ended", "organizations", "a person left", MEMBERSHIP, _membership),
    EventType(
        "organization.merged",
        "organizations",
        "an organisation counts as another, or is apart again",
        MERGE,
        _merge,
    ),
    EventType("claim.made", "organizations", "a person claims an organisation", CLAIM, _claim),
    EventType(
        "claim.decided",
        "organizations",
        "staff decided on a claim",
        CLAIM,
        _claim | {"state": "approved"},
    ),
    EventType(
        "delegation.granted",
        "organizations",
        "a firm lets an adviser act for it",
        DELEGATION,
        _delegation,
    ),
    EventType(
        "delegation.revoked",
        "organizations",
        "the adviser may not act any more",
        DELEGATION,
        _delegation,
    ),
)
