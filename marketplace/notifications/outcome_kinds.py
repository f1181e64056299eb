"""What people are told about results."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_
from marketplace.notifications.kind import Kind

CLAIM = "/my-results/%(claim)s"


def _kind(subject: str, line: str, path: str = CLAIM, group: str = "results") -> Kind:
    return Kind(group, subject, line, path)


OUTCOME_KINDS: Mapping[str, Kind] = {
    "outcome.accept": _kind(
        N_("Verified: %(ref)s"), N_("What %(organization)s sent as %(ref)s was verified.")
    ),
    "outcome.correct": _kind(
        N_("Verified with a correction: %(ref)s"),
        N_("What %(organization)s sent as %(ref)s was verified with other figures."),
    ),
    "outcome.return": _kind(
        N_("A question on %(ref)s"),
        N_("The programme sent %(ref)s of %(organization)s back with a question."),
    ),
    "outcome.reject": _kind(
        N_("Rejected: %(ref)s"), N_("What %(organization)s sent as %(ref)s was rejected.")
    ),
    "outcome.expire": _kind(
        N_("Expired: %(ref)s"),
        N_("Nobody confirmed the jobs of %(ref)s in time; they count no more."),
    ),
    "outcome.asked_jobs": _kind(
        N_("Which jobs did it make? %(title)s"),
        N_("The deal %(title)s is done. Claim the jobs that it made by %(until)s."),
        "/my-results/jobs?deal=%(deal)s",
    ),
    "outcome.asked_again": _kind(
        N_("Are these jobs still there? %(ref)s"),
        N_("Say by %(until)s whether the jobs of %(ref)s still exist, or they count no more."),
        "/my-results/%(claim)s/confirm",
    ),
    "outcome.claimed": _kind(
        N_("To verify: %(ref)s of %(organization)s"),
        N_("%(organization)s sent %(ref)s."),
        "/verification/%(claim)s",
        "verification",
    ),
}
