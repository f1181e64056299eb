"""Words and colours of states: the one dictionary, so that a word has one colour everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_

OPEN, DONE, YOURS, WRONG, PLAIN = "go", "ok", "warn", "bad", ""
"""Colours: you can act or it is under way; meets or is done; yours to do or runs out; overdue,
refused or ended badly; none."""

STATES: Mapping[str, tuple[str, str]] = {
    "need.draft": (N_("Draft"), PLAIN),
    "need.published": (N_("Open for applications"), OPEN),
    "need.closed": (N_("Closed"), PLAIN),
    "need.awarded": (N_("Awarded"), DONE),
    "need.completed": (N_("Completed"), DONE),
    "need.cancelled": (N_("Called off"), WRONG),
    "need.suspended": (N_("Suspended"), WRONG),
    "need.supplier": (N_("Supplier"), OPEN),
    "need.workforce": (N_("Workforce"), PLAIN),
    "application.draft": (N_("Draft"), YOURS),
    "application.unsent": (N_("Not sent in time"), WRONG),
    "application.submitted": (N_("Sent, sealed"), OPEN),
    "application.to_confirm": (N_("To be confirmed"), YOURS),
    "application.opened": (N_("With the buyer"), OPEN),
    "application.called_off": (N_("Need called off"), PLAIN),
    "application.withdrawn": (N_("Withdrawn"), PLAIN),
    "application.lapsed": (N_("Lapsed"), WRONG),
    "application.selected": (N_("Chosen"), DONE),
    "application.awarded": (N_("Awarded"), DONE),
    "application.not_selected": (N_("Not chosen"), PLAIN),
    "organization.unclaimed": (N_("Not claimed yet"), PLAIN),
    "organization.draft": (N_("Draft"), PLAIN),
    "organization.submitted": (N_("Waiting for verification"), OPEN),
    "organization.returned": (N_("Sent back"), YOURS),
    "organization.verified": (N_("Verified"), DONE),
    "organization.rejected": (N_("Not verified"), WRONG),
    "organization.suspended": (N_("Suspended"), WRONG),
    "kind.lead_firm": (N_("Lead firm"), PLAIN),
    "kind.msme": (N_("Small or medium firm"), PLAIN),
    "kind.bso": (N_("Support organisation"), PLAIN),
    "kind.lender": (N_("Lender"), PLAIN),
    "kind.programme": (N_("Programme"), PLAIN),
    "claim.open": (N_("Waiting for a decision"), OPEN),
    "claim.approved": (N_("Accepted"), DONE),
    "claim.rejected": (N_("Turned down"), WRONG),
    "account.active": (N_("In use"), DONE),
    "account.unconfirmed": (N_("Not confirmed"), PLAIN),
    "account.locked": (N_("Locked"), WRONG),
    "account.closed": (N_("Closed"), PLAIN),
    "membership.asked": (N_("Asks to join"), YOURS),
    "membership.member": (N_("Member"), DONE),
    "delegation.live": (N_("In force"), DONE),
    "delegation.over": (N_("Over"), PLAIN),
    "delegation.revoked": (N_("Revoked"), WRONG),
    "service.draft": (N_("Draft"), PLAIN),
    "service.published": (N_("Offered"), DONE),
    "service.withdrawn": (N_("No longer offered"), PLAIN),
    "certificate.valid": (N_("Valid"), DONE),
    "certificate.expiring": (N_("Runs out soon"), YOURS),
    "certificate.expired": (N_("Expired"), WRONG),
    "match.saved": (N_("Saved"), OPEN),
    "match.not_for_us": (N_("Not for us"), PLAIN),
    "match.unclaimed": (N_("Not claimed yet"), PLAIN),
    "job.waiting": (N_("Waiting"), PLAIN),
    "job.running": (N_("Under way"), OPEN),
    "job.finished": (N_("Finished"), DONE),
    "job.stopped": (N_("Stopped"), PLAIN),
    "job.failed": (N_("Failed"), WRONG),
    "award.private": (N_("Private"), PLAIN),
    "deal.open": (N_("Not begun"), PLAIN),
    "deal.in_delivery": (N_("In delivery"), OPEN),
    "deal.delivered": (N_("Delivered"), DONE),
    "deal.disputed": (N_("In dispute"), WRONG),
    "deal.completed": (N_("Completed"), DONE),
    "deal.terminated": (N_("Ended early"), WRONG),
    "outcome.claimed": (N_("Claimed, no evidence"), YOURS),
    "outcome.evidenced": (N_("Waiting for verification"), OPEN),
    "outcome.verified": (N_("Verified"), DONE),
    "outcome.returned": (N_("Sent back"), YOURS),
    "outcome.rejected": (N_("Rejected"), WRONG),
    "outcome.expired": (N_("Expired, not confirmed"), WRONG),
    "period.open": (N_("Open"), OPEN),
    "period.submitted": (N_("Submitted"), OPEN),
    "period.returned": (N_("Sent back"), YOURS),
    "period.approved": (N_("Approved"), DONE),
    "period.locked": (N_("Locked"), PLAIN),
    "delivery.waiting": (N_("Waiting"), PLAIN),
    "delivery.sent": (N_("Delivered"), DONE),
    "delivery.failed": (N_("Failed"), WRONG),
}
"""`kind.state` to its words (a msgid) and its colour."""


def state(key: str) -> tuple[str, str]:
    """Msgid and colour of a state; KeyError for one that has none yet: add it above."""
    return STATES[key]
