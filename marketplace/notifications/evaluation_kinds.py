"""What is told of evaluations and awards, besides what each applicant hears of its own."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_
from marketplace.notifications.kind import Kind

EVALUATION = "/needs/%(need)s/evaluation"
AWARD = "/awards/%(id)s"

EVALUATION_KINDS: Mapping[str, Kind] = {
    "evaluation.named": Kind(
        "evaluation",
        N_("You evaluate: %(title)s"),
        N_(
            "You were named to score the applications for %(title)s (%(ref)s). Say first whether"
            " you have a conflict of interest; nobody sees your scores before all have sent."
        ),
        EVALUATION,
    ),
    "evaluation.opened": Kind(
        "evaluation",
        N_("All scores are in: %(title)s"),
        N_("Every evaluator of %(title)s (%(ref)s) has sent scores; they can be compared now."),
        EVALUATION,
    ),
    "evaluation.due": Kind(
        "evaluation",
        N_("To be evaluated until %(until)s: %(title)s"),
        N_("The evaluation of %(title)s (%(ref)s) waits for you; it is due on %(until)s."),
        EVALUATION,
    ),
    "evaluation.late": Kind(
        "evaluation",
        N_("Late: the evaluation of %(title)s"),
        N_("The evaluation of %(title)s (%(ref)s) was due on %(until)s and waits for you."),
        EVALUATION,
    ),
    "award.declined": Kind(
        "evaluation",
        N_("Declined: %(title)s"),
        N_("%(supplier)s declines what you awarded of %(title)s (%(ref)s). Choose the next one."),
        EVALUATION,
    ),
    "award.ends": Kind(
        "evaluation",
        N_("The standstill ends on %(until)s: %(title)s"),
        N_(
            "The standstill of %(title)s (%(ref)s) ends on %(until)s; then a deal opens between"
            " %(buyer)s and %(supplier)s."
        ),
        AWARD,
    ),
}
