"""Who may know of an event: what the policy says of its subject to the reader who asks now.

Every type of the catalogue stands in exactly one of the three tables; a test holds to it.
"""

from __future__ import annotations

from collections.abc import Mapping

Owners = tuple[tuple[str, tuple[str, ...]], ...]
"""(action, fields of the data that name organisations to which the thing belongs): any of them."""

NEEDS_BUYER = "(buyer of the need)"
SUPPLIER_UNLESS_PRIVATE = "(supplier, unless the row is private)"
WHO_RATED = "(who rated; both parties once ratings can be read)"
"""Owners that stand in no field of the data; see reading.owners."""

PUBLIC: Mapping[str, tuple[str, str]] = {
    "organization.created": ("organization", "id"),
    "organization.updated": ("organization", "id"),
    "organization.submitted": ("organization", "id"),
    "organization.verified": ("organization", "id"),
    "organization.returned": ("organization", "id"),
    "organization.rejected": ("organization", "id"),
    "organization.suspended": ("organization", "id"),
    "organization.claimed": ("organization", "id"),
    "profile.updated": ("organization", "organization"),
    "need.published": ("need", "id"),
    "need.revised": ("need", "id"),
    "need.closed": ("need", "id"),
    "need.awarded": ("need", "id"),
    "need.completed": ("need", "id"),
    "need.cancelled": ("need", "id"),
    "need.suspended": ("need", "id"),
    "need.reinstated": ("need", "id"),
    "question.asked": ("need", "need"),
    "question.answered": ("need", "need"),
    "service.published": ("service", "id"),
    "service.withdrawn": ("service", "id"),
}
"""Told to whoever may see the thing: its kind, and the field of the data that has its id."""

_APPLICANT: Owners = (("application.read_own", ("organization",)),)
_BUYER: Owners = (("application.read", ("buyer",)),)
_EVALUATES: Owners = (("evaluation.read", ("buyer",)),)
_AWARDED: Owners = (("award.read", ("buyer", "supplier")),)
_PARTIES: Owners = (("deal.read", ("buyer", "supplier")), ("deal.oversee", ()))
_RESULT: Owners = (("outcome.read_own", ("organization",)), ("outcome.read_all", ()))

OWNED: Mapping[str, Owners] = {
    "delegation.granted": (("delegation.read", ("organization", "adviser")),),
    "delegation.revoked": (("delegation.read", ("organization", "adviser")),),
    "certificate.expires": (("profile.read_own", ("organization",)),),
    "need.invited": (("need.read_own", (NEEDS_BUYER,)), *_APPLICANT),
    "match.ranked": (("shortlist.read", (NEEDS_BUYER,)),),
    "shortlist.matched": (("shortlist.read", (NEEDS_BUYER,)),),
    "shortlist.viewed": (("shortlist.read", (NEEDS_BUYER,)),),
    "organization.merged": (("organization.read_own", ("id", "into")), ("programme.read", ())),
    "award.recorded": (("award.read_own", ("buyer", SUPPLIER_UNLESS_PRIVATE)),),
    "application.submitted": _APPLICANT,
    "application.revised": _APPLICANT,
    "application.confirmed": _APPLICANT,
    "application.withdrawn": _APPLICANT,
    "application.lapsed": _APPLICANT,
    "application.decided": (*_APPLICANT, *_BUYER),
    "evaluation.named": _EVALUATES,
    "evaluation.opened": _EVALUATES,
    "award.none": _EVALUATES,
    "award.reopened": _EVALUATES,
    "award.decided": _AWARDED,
    "award.declined": _AWARDED,
    "award.cancelled": _AWARDED,
    "award.undone": _AWARDED,
    "award.final": _AWARDED,
    "deal.opened": _PARTIES,
    "deal.changed": _PARTIES,
    "deal.completed": _PARTIES,
    "deal.terminated": _PARTIES,
    "deal.delayed": _PARTIES,
    "deal.undone": _PARTIES,
    "deal.rated": (("deal.read", (WHO_RATED,)),),
    "change.proposed": _PARTIES,
    "change.decided": _PARTIES,
    "delivery.recorded": _PARTIES,
    "delivery.accepted": _PARTIES,
    "delivery.rejected": _PARTIES,
    "delivery.withdrawn": _PARTIES,
    "invoice.recorded": _PARTIES,
    "invoice.withdrawn": _PARTIES,
    "payment.recorded": _PARTIES,
    "payment.confirmed": _PARTIES,
    "payment.withdrawn": _PARTIES,
    "dispute.opened": _PARTIES,
    "dispute.answered": _PARTIES,
    "dispute.closed": _PARTIES,
    "jobs.claimed": _RESULT,
    "revenue.reported": _RESULT,
    "baseline.reported": _RESULT,
    "entry.recorded": _RESULT,
    "evidence.added": _RESULT,
    "evidence.erased": _RESULT,
    "verification.decided": _RESULT,
    "report.asked": _RESULT,
    "period.moved": (("outcome.read_all", ()),),
    "period.locked": (("public.read", ()),),
}
"""Told to those to whom the thing belongs. Applications stay their firms' alone, since the feed may
be read while they are sealed: the buyer is told by `need.closed` that they can be read now."""

HELD_BACK: Mapping[str, str] = {
    "membership.asked": "tells of a person",
    "membership.granted": "tells of a person",
    "membership.ended": "tells of a person",
    "claim.made": "tells of a person",
    "claim.decided": "tells of a person",
    "file.discarded": "within the platform",
    "match.requested": "within the platform",
    "import.requested": "within the platform",
    "import.finished": "within the platform",
    "application.reminded": "nothing changed",
    "evaluation.reminded": "nothing changed",
    "award.reminded": "nothing changed",
    "deal.reminder": "nothing changed",
}
"""Told to nobody, and why."""
