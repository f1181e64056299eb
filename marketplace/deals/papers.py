"""Documents of a deal: files of a party that the other may take too."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deals.models import Deal, Delivery, Invoice
from marketplace.errors import Fault, Invalid
from marketplace.files.models import StoredFile
from marketplace.files.queries import readable_with
from marketplace.files.services import unusable, use
from marketplace.i18n import N_
from marketplace.policy import Actor, may

PART = "documents"
MOST = 10


def attach(session: Session, actor: Actor, subject: str, file_ids: Sequence[str]) -> None:
    """Let the subject (`delivery/ID`, `invoice/ID`) have these files of the actor's organisation.

    Raises Invalid for one that is not there, or used elsewhere.
    """
    wrong = unusable(session, actor.organization or "", subject, file_ids)
    if wrong:
        raise Invalid(
            [
                Fault(f"/documents/{place}", N_("Upload this file first, as this organisation."))
                for place, file_id in enumerate(file_ids)
                if file_id in wrong
            ]
        )
    if file_ids:
        use(session, subject, PART, file_ids)


def of_subjects(session: Session, subjects: Sequence[str]) -> dict[str, list[StoredFile]]:
    """The files of each subject, oldest first."""
    found: dict[str, list[StoredFile]] = {}
    rows = select(StoredFile).where(StoredFile.used_by.in_(list(subjects)))
    for file in session.scalars(rows.order_by(StoredFile.uploaded_at)) if subjects else ():
        found.setdefault(str(file.used_by), []).append(file)
    return found


@readable_with("delivery")
def _sees_delivery(session: Session, actor: Actor, file: StoredFile) -> bool:
    return _sees(session, actor, session.get(Delivery, _id(file)))


@readable_with("invoice")
def _sees_invoice(session: Session, actor: Actor, file: StoredFile) -> bool:
    return _sees(session, actor, session.get(Invoice, _id(file)))


def _id(file: StoredFile) -> str:
    return str(file.used_by).partition("/")[2]


def _sees(session: Session, actor: Actor, row: Delivery | Invoice | None) -> bool:
    deal = session.get(Deal, row.deal_id) if row else None
    return deal is not None and (
        may(actor, "deal.read", {deal.buyer_id, deal.supplier_id}) or may(actor, "deal.oversee")
    )
