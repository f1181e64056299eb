"""What people are told: one table of kinds, with the text of each and where it leads."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_
from marketplace.notifications.application_kinds import APPLICATION_KINDS
from marketplace.notifications.deal_kinds import DEAL_KINDS
from marketplace.notifications.evaluation_kinds import EVALUATION_KINDS
from marketplace.notifications.kind import Group, Kind
from marketplace.notifications.outcome_kinds import OUTCOME_KINDS

CHOICES = ("each", "digest", "none")
"""How mail follows: at once, in the daily digest, or not at all; the page always has it."""

GROUPS: Mapping[str, Group] = {
    "matching": Group(N_("New matches"), "digest"),
    "needs": Group(N_("Needs that concern us: invitations, changes, endings")),
    "applications": Group(N_("Our applications")),
    "evaluation": Group(N_("Evaluations and awards")),
    "questions": Group(N_("Questions and answers")),
    "deals": Group(N_("Deals: deliveries, invoices, payments, changes, disputes")),
    "results": Group(N_("Our results: claims, evidence, decisions")),
    "organization": Group(N_("Our organisation and its verification")),
    "access": Group(N_("Who may act for our organisation")),
    "certificates": Group(N_("Certificates that expire")),
    "imports": Group(N_("Imports that end")),
    "review": Group(N_("Organisations to verify")),
    "verification": Group(N_("Claims of firms to verify"), "digest"),
}

NEED = "/needs/%(need)s"
OURS = "/organizations/%(id)s"

KINDS: Mapping[str, Kind] = {
    "match.entered": Kind(
        "matching",
        N_("A need fits you: %(title)s"),
        N_("%(buyer)s looks for %(title)s (%(ref)s). Your fit is %(score)s of 100."),
        NEED,
    ),
    "search.found": Kind(
        "matching",
        N_("New for your search: %(title)s"),
        N_("%(buyer)s looks for %(title)s (%(ref)s), which one of your searches asks for."),
        NEED,
    ),
    "need.invited": Kind(
        "needs",
        N_("You are invited: %(title)s"),
        N_("%(buyer)s asks %(organization)s to look at %(title)s (%(ref)s)."),
        NEED,
    ),
    "need.revised": Kind(
        "needs",
        N_("Changed: %(title)s"),
        N_("%(buyer)s changed %(title)s (%(ref)s). Look at what is different."),
        NEED,
    ),
    "need.closed": Kind(
        "needs",
        N_("Closed: %(title)s"),
        N_("%(title)s (%(ref)s) of %(buyer)s takes no more applications."),
        NEED,
    ),
    "need.cancelled": Kind(
        "needs",
        N_("Called off: %(title)s"),
        N_("%(buyer)s called off %(title)s (%(ref)s)."),
        NEED,
    ),
    "need.suspended": Kind(
        "needs",
        N_("Suspended: %(title)s"),
        N_("The programme's staff suspended your need %(title)s (%(ref)s): it does not show."),
        NEED,
    ),
    "need.reinstated": Kind(
        "needs",
        N_("Reinstated: %(title)s"),
        N_("Your need %(title)s (%(ref)s) shows again as before."),
        NEED,
    ),
    "need.withheld": Kind(
        "needs",
        N_("Not shown for now: %(title)s"),
        N_("%(title)s (%(ref)s) of %(buyer)s is out of sight while staff look at it."),
        "/notifications",
    ),
    "need.back": Kind(
        "needs",
        N_("Shown again: %(title)s"),
        N_("%(title)s (%(ref)s) of %(buyer)s shows again. Look at its deadline."),
        NEED,
    ),
    "question.asked": Kind(
        "questions",
        N_("A question on %(title)s"),
        N_("A firm asked about %(title)s (%(ref)s). All who look at the need read your answer."),
        NEED,
    ),
    "question.answered": Kind(
        "questions",
        N_("Answered: your question on %(title)s"),
        N_("%(buyer)s answered your question on %(title)s (%(ref)s)."),
        NEED,
    ),
    "organization.submitted": Kind(
        "review",
        N_("To verify: %(organization)s"),
        N_("%(organization)s asks to be verified."),
        "/review/organizations/%(id)s",
    ),
    "organization.verified": Kind(
        "organization",
        N_("%(organization)s is verified"),
        N_("%(organization)s is verified and can now publish, ask and apply."),
        OURS,
    ),
    "organization.returned": Kind(
        "organization",
        N_("Sent back: %(organization)s"),
        N_("%(organization)s was sent back to you before it can be verified."),
        OURS,
    ),
    "organization.rejected": Kind(
        "organization",
        N_("Turned down: %(organization)s"),
        N_("%(organization)s was not verified."),
        OURS,
    ),
    "organization.suspended": Kind(
        "organization",
        N_("Suspended: %(organization)s"),
        N_("%(organization)s is suspended: it does not show and cannot act for now."),
        OURS,
    ),
    "organization.claimed": Kind(
        "organization",
        N_("%(organization)s is yours"),
        N_("Your claim of %(organization)s was accepted. Complete its profile to be found."),
        OURS,
    ),
    "claim.made": Kind(
        "review",
        N_("Claimed: %(organization)s"),
        N_("Somebody says that %(organization)s is theirs. Compare the proof and decide."),
        "/review/claims",
    ),
    "claim.rejected": Kind(
        "organization",
        N_("Your claim of %(organization)s was turned down"),
        N_("The programme's staff turned down your claim of %(organization)s."),
        "/notifications",
    ),
    "claim.outdone": Kind(
        "organization",
        N_("Your claim of %(organization)s was turned down"),
        N_("Another person's claim of %(organization)s was accepted, so yours was turned down."),
        "/notifications",
    ),
    "membership.overruled": Kind(
        "access",
        N_("You no longer act for %(organization)s"),
        N_("Staff decided that %(organization)s is somebody else's: your membership has ended."),
        "/notifications",
    ),
    "membership.asked": Kind(
        "access",
        N_("Somebody asks to join %(organization)s"),
        N_("Somebody asks to join %(organization)s. Let them in or turn them down."),
        "/organization/members",
    ),
    "membership.granted": Kind(
        "access",
        N_("You may act for %(organization)s"),
        N_("You may now act for %(organization)s."),
        OURS,
    ),
    "membership.ended": Kind(
        "access",
        N_("You no longer act for %(organization)s"),
        N_("Your membership of %(organization)s has ended."),
        OURS,
    ),
    "delegation.granted": Kind(
        "access",
        N_("%(adviser)s may act for %(organization)s"),
        N_("%(adviser)s may act for %(organization)s until %(until)s."),
        OURS,
    ),
    "delegation.revoked": Kind(
        "access",
        N_("%(adviser)s no longer acts for %(organization)s"),
        N_("%(adviser)s may no longer act for %(organization)s."),
        OURS,
    ),
    "certificate.expires": Kind(
        "certificates",
        N_("%(scheme)s runs out on %(until)s"),
        N_("The certificate %(scheme)s of %(organization)s runs out on %(until)s. Renew it."),
        OURS,
    ),
    "certificate.expired": Kind(
        "certificates",
        N_("%(scheme)s has run out"),
        N_("%(scheme)s of %(organization)s ran out on %(until)s; needs that ask for it pass by."),
        OURS,
    ),
    "import.finished": Kind(
        "imports",
        N_("Imported: %(file)s"),
        N_("%(file)s was read. Awards loaded: %(loaded)s; rows at fault: %(faults)s."),
        "/awards/imports/%(id)s",
    ),
    "import.failed": Kind(
        "imports",
        N_("Not imported: %(file)s"),
        N_("%(file)s could not be read to its end. Awards loaded before: %(loaded)s."),
        "/awards/imports/%(id)s",
    ),
    **APPLICATION_KINDS,
    **DEAL_KINDS,
    **EVALUATION_KINDS,
    **OUTCOME_KINDS,
}
"""Every kind may carry `reason` or `message` besides, shown after the line as it was written."""
