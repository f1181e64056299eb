"""What people are told about deals."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_
from marketplace.notifications.kind import Kind

DEAL = "/deals/%(deal)s"
PART = "/deals/%(deal)s/%(part)s/%(subject)s"


def _kind(subject: str, line: str, path: str = DEAL) -> Kind:
    return Kind("deals", subject, line, path)


DEAL_KINDS: Mapping[str, Kind] = {
    "deal.opened": _kind(
        N_("A deal is open: %(title)s"),
        N_("%(title)s (%(ref)s): the award to %(supplier)s by %(buyer)s is final."),
    ),
    "delivery.recorded": _kind(
        N_("To accept: delivery %(number)s"),
        N_(
            "%(supplier)s delivered for %(title)s (%(ref)s). Accept it or say why not by %(until)s."
        ),
        PART,
    ),
    "delivery.accepted": _kind(
        N_("Accepted: delivery %(number)s"),
        N_("%(buyer)s accepted the delivery %(number)s for %(title)s (%(ref)s). You can invoice."),
    ),
    "delivery.part": _kind(
        N_("Accepted in part: delivery %(number)s"),
        N_("%(buyer)s accepted a part of the delivery %(number)s for %(title)s (%(ref)s)."),
        PART,
    ),
    "delivery.rejected": _kind(
        N_("Rejected: delivery %(number)s"),
        N_("%(buyer)s rejected the delivery %(number)s for %(title)s (%(ref)s)."),
        PART,
    ),
    "delivery.by_contract": _kind(
        N_("Accepted by the contract: delivery %(number)s"),
        N_("The time to decide on the delivery %(number)s for %(title)s (%(ref)s) is past."),
    ),
    "invoice.recorded": _kind(
        N_("Invoice %(number)s of %(supplier)s"),
        N_("%(supplier)s invoiced %(amount)s for %(title)s (%(ref)s), due on %(until)s."),
        PART,
    ),
    "payment.recorded": _kind(
        N_("To confirm: a payment of %(amount)s"),
        N_(
            "%(who)s entered a payment of %(amount)s for %(title)s (%(ref)s). Say whether it is so."
        ),
        PART,
    ),
    "payment.confirmed": _kind(
        N_("Confirmed: a payment of %(amount)s"),
        N_("%(who)s confirmed the payment of %(amount)s for %(title)s (%(ref)s)."),
    ),
    "payment.denied": _kind(
        N_("Denied: a payment of %(amount)s"),
        N_("%(who)s says that %(amount)s were not paid for %(title)s (%(ref)s)."),
        PART,
    ),
    "change.proposed": _kind(
        N_("A change of the contract: %(title)s"),
        N_("%(who)s proposes to change the contract of %(title)s (%(ref)s). Accept or refuse it."),
        PART,
    ),
    "change.accepted": _kind(
        N_("Accepted: the change of %(title)s"),
        N_("%(who)s accepted your change: the contract of %(title)s (%(ref)s) is changed."),
    ),
    "change.refused": _kind(
        N_("Refused: the change of %(title)s"),
        N_("%(who)s refused your change of %(title)s (%(ref)s); the contract stays."),
        PART,
    ),
    "deal.delayed": _kind(
        N_("Delay: %(title)s"),
        N_("%(who)s expects %(title)s (%(ref)s) to be late, until %(until)s."),
    ),
    "dispute.opened": _kind(
        N_("A dispute on %(title)s"),
        N_("%(who)s raised a dispute on %(title)s (%(ref)s). Answer it."),
        PART,
    ),
    "dispute.answered": _kind(
        N_("An answer in the dispute on %(title)s"),
        N_("%(who)s answered in the dispute on %(title)s (%(ref)s)."),
        PART,
    ),
    "dispute.closed": _kind(
        N_("The dispute on %(title)s is closed"),
        N_("%(who)s closed the dispute on %(title)s (%(ref)s)."),
        PART,
    ),
    "deal.completed": _kind(
        N_("Completed: %(title)s"),
        N_("%(title)s (%(ref)s) is delivered and paid. Rate the other side within 30 days."),
    ),
    "deal.terminated": _kind(
        N_("Ended early: %(title)s"),
        N_("%(title)s (%(ref)s) was ended early. What was accepted stays to be paid."),
    ),
    "deal.undone": _kind(
        N_("Correction: %(title)s"),
        N_("%(who)s undid what it had entered last on %(title)s (%(ref)s)."),
    ),
    "deal.rated": _kind(
        N_("You were rated: %(title)s"),
        N_("%(who)s rated you for %(title)s (%(ref)s). Rate too, and both read it."),
    ),
    "deal.ratings_open": _kind(
        N_("The ratings of %(title)s can be read"),
        N_("What both sides said of each other on %(title)s (%(ref)s) can be read now."),
    ),
    "deal.acceptance_late": _kind(
        N_("Still to accept: %(title)s"),
        N_("The time to decide on a delivery of %(supplier)s for %(title)s (%(ref)s) is past."),
        PART,
    ),
    "deal.payment_due": _kind(
        N_("To pay by %(until)s: %(title)s"),
        N_("An invoice of %(supplier)s for %(title)s (%(ref)s) is due on %(until)s."),
        PART,
    ),
    "deal.payment_late": _kind(
        N_("Payment is late: %(title)s"),
        N_("An invoice of %(supplier)s for %(title)s (%(ref)s) was due on %(until)s."),
        PART,
    ),
}
