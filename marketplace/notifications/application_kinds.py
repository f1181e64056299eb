"""What is told about applications."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_
from marketplace.notifications.kind import Kind

GROUP = "applications"
OURS = "/applications/%(application)s"

APPLICATION_KINDS: Mapping[str, Kind] = {
    "application.submitted": Kind(
        GROUP,
        N_("Sent: your application for %(title)s"),
        N_("%(organization)s applied for %(title)s (%(ref)s). The receipt is %(receipt)s."),
        OURS,
    ),
    "application.sent_by_adviser": Kind(
        GROUP,
        N_("Sent for you: an application for %(title)s"),
        N_(
            "%(adviser)s sent an application of %(organization)s for %(title)s (%(ref)s)."
            " The receipt is %(receipt)s."
        ),
        OURS,
    ),
    "application.revised": Kind(
        GROUP,
        N_("Sent again: your application for %(title)s"),
        N_(
            "%(organization)s changed its application for %(title)s (%(ref)s)."
            " The new receipt is %(receipt)s."
        ),
        OURS,
    ),
    "application.confirmed": Kind(
        GROUP,
        N_("Confirmed: your application for %(title)s"),
        N_(
            "%(organization)s stands by its application for %(title)s (%(ref)s)."
            " The new receipt is %(receipt)s."
        ),
        OURS,
    ),
    "application.to_confirm": Kind(
        GROUP,
        N_("Confirm your application: %(title)s has changed"),
        N_(
            "%(buyer)s changed lots, dates or certificates of %(title)s (%(ref)s). Confirm or"
            " change your application until %(until)s, else it lapses."
        ),
        OURS,
    ),
    "application.unsent": Kind(
        GROUP,
        N_("Not sent yet: your application for %(title)s"),
        N_(
            "Your application for %(title)s (%(ref)s) is a draft. Applications are taken until"
            " %(until)s; send it before."
        ),
        OURS,
    ),
    "application.unconfirmed": Kind(
        GROUP,
        N_("Not confirmed yet: your application for %(title)s"),
        N_(
            "%(title)s (%(ref)s) has changed since you applied. Confirm or change your"
            " application until %(until)s, else it lapses."
        ),
        OURS,
    ),
    "application.withdrawn": Kind(
        GROUP,
        N_("Withdrawn: your application for %(title)s"),
        N_("%(organization)s took back its application for %(title)s (%(ref)s)."),
        OURS,
    ),
    "application.lapsed": Kind(
        GROUP,
        N_("Lapsed: your application for %(title)s"),
        N_(
            "%(title)s (%(ref)s) changed after you applied, and the change was not confirmed in"
            " time. Your application is not considered."
        ),
        OURS,
    ),
    "application.selected": Kind(
        GROUP,
        N_("Chosen: your application for %(title)s"),
        N_(
            "%(buyer)s chose your application for %(title)s (%(ref)s). It becomes an order when"
            " the standstill ends."
        ),
        OURS,
    ),
    "application.awarded": Kind(
        GROUP,
        N_("Awarded to you: %(title)s"),
        N_("%(buyer)s awarded %(title)s (%(ref)s) to %(organization)s."),
        OURS,
    ),
    "application.not_selected": Kind(
        GROUP,
        N_("Not chosen: your application for %(title)s"),
        N_(
            "%(buyer)s did not choose your application for %(title)s (%(ref)s). Your scores, your"
            " rank and the criterion that decided are on its page."
        ),
        OURS,
    ),
    "application.reopened": Kind(
        GROUP,
        N_("Put right: the decision on %(title)s is taken back"),
        N_(
            "%(buyer)s took back its decision on %(title)s (%(ref)s). Your application is"
            " considered again."
        ),
        OURS,
    ),
    "firm.three_tries": Kind(
        GROUP,
        N_("%(organization)s was not chosen in its first three tries"),
        N_(
            "Three applications of %(organization)s were turned down and none was chosen. Each"
            " says why; your advice may help before the next one."
        ),
        "/organizations/%(firm)s",
    ),
    "applications.opened": Kind(
        "needs",
        N_("Open: the applications for %(title)s"),
        N_("%(title)s (%(ref)s) is closed. Applications received: %(number)s."),
        "/needs/%(need)s/applications",
    ),
}
