"""Releases of a need: published, revised, closed or called off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from integrations.ocds import parts, releases, update
from integrations.ocds.parts import Json
from marketplace.needs.models import NeedRevision
from marketplace.needs.rules import MUST_CONFIRM, complete
from marketplace.standards.facts import Process
from marketplace.standards.naming import Names, party
from marketplace.vocabularies import store

BUYER = ("buyer", "procuringEntity")
ACTIVE, CANCELLED, COMPLETE, WITHDRAWN = "active", "cancelled", "complete", "withdrawn"


Told = tuple[datetime, Json]
"""A release and its moment."""


class Teller:
    """Makes the releases of one process; each is (moment, release)."""

    def __init__(self, process: Process, names: Names) -> None:
        self.process = process
        self.need = process.need
        self.ocid = names.ocid(process.need.ref)
        self.names = names

    def party(self, organization_id: str, roles: Sequence[str]) -> Json:
        return party(self.process.organizations[organization_id], roles)

    def release(
        self,
        at: datetime,
        id_: str,
        tags: Sequence[str],
        others: Sequence[Json] = (),
        pays: bool = False,
        **sections: Any,
    ) -> Told:
        """A release at a moment, with the buyer and these other parties."""
        buyer = self.party(self.need.organization_id, (*BUYER, "payer") if pays else BUYER)
        made = releases.release(
            self.ocid,
            f"{self.ocid}-{id_}",
            str(parts.moment(at)),
            tags,
            parts.reference(buyer),
            (buyer, *others),
            self.names.language,
            **sections,
        )
        return at, made


def of_need(teller: Teller) -> Iterator[Told]:
    """Every version of the need, and its end if it has ended."""
    need, revisions = teller.need, teller.process.revisions
    contents = [*(one.content for one in revisions), need.content]
    before = tender(need.ref, contents[0], need.published_at)
    said = planning(contents[0], teller.names)
    assert need.published_at
    yield teller.release(
        need.published_at, "tender-1", ("planning", "tender"), planning=said, tender=before
    )
    for number, (revision, content) in enumerate(zip(revisions, contents[1:], strict=True), 2):
        after = tender(need.ref, content, need.published_at, before)
        said_now = planning(content, teller.names)
        yield teller.release(
            revision.changed_at,
            f"tender-{number}",
            _tags(revision, said != said_now),
            planning=update(said, said_now) if said != said_now else None,
            tender=update(before, after),
        )
        before, said = after, said_now
    if need.closed_at:
        yield _ended(teller, need.closed_at)


def _tags(revision: NeedRevision, planned: bool) -> list[str]:
    """An amendment is what applicants have to confirm."""
    amended = bool(set(revision.changed) & set(MUST_CONFIRM))
    tags = ["tenderAmendment" if amended else "tenderUpdate"]
    return ["planningUpdate", *tags] if planned else tags


def _ended(teller: Teller, closed: datetime) -> Told:
    """How many applied is told once the seal is open, and not who."""
    need, received = teller.need, teller.process.received
    at = str(parts.moment(closed))
    called_off = need.state == "cancelled"
    said = parts.given(
        id=need.ref,
        status=CANCELLED if called_off else None,
        tenderPeriod=None if called_off else parts.period(None, at),
    )
    bids: Json = {}
    if received is not None:
        said["numberOfTenderers"] = received.get(None, 0)
        bids["statistics"] = [
            releases.statistic("bids", count, at, None if lot is None else str(lot + 1))
            for lot, count in sorted(
                received.items(), key=lambda one: -1 if one[0] is None else one[0]
            )
        ] or [releases.statistic("bids", 0, at)]
    tag = "tenderCancellation" if called_off else "tenderUpdate"
    return teller.release(closed, "closed", (tag,), tender=said, bids=bids)


def planning(content: Mapping[str, Any], names: Names) -> Json:
    """Why, for how much at most, and the programme's activity that it belongs to."""
    budget = content.get("budget") or {}
    most = parts.value(budget.get("max"), budget.get("currency"))
    return releases.planning(content.get("business_case"), most, names.programme, names.activity)


def tender(
    ref: str,
    content: Mapping[str, Any],
    published: datetime | None,
    before: Mapping[str, Any] | None = None,
) -> Json:
    """The need as it asks for applications; lots that `before` had and it has no more are told as
    withdrawn."""
    budget = content.get("budget") or {}
    lots = content.get("lots") or ()
    cpv = next(iter(content.get("cpv") or ()), None) or next(
        (lot["cpv"] for lot in lots if lot.get("cpv")), None
    )
    return parts.given(
        id=ref,
        title=content.get("title"),
        description=content.get("description"),
        status=ACTIVE,
        items=[item(place, lot, cpv) for place, lot in enumerate(lots)],
        lots=_lots(lots, before or {}),
        minValue=parts.value(budget.get("min"), budget.get("currency")),
        value=parts.value(budget.get("max"), budget.get("currency")),
        procurementMethod="open",
        mainProcurementCategory=releases.category(cpv),
        submissionMethod=["electronicSubmission"],
        tenderPeriod=parts.period(parts.moment(published), _moment(content.get("apply_by"))),
        enquiryPeriod=parts.period(
            parts.moment(published), _moment(content.get("questions_by") or content.get("apply_by"))
        ),
        contractPeriod=parts.period(
            parts.first_of(_day(content.get("deliver_from"))),
            parts.end_of(_day(content.get("deliver_by"))),
        ),
        eligibilityCriteria="; ".join(content.get("required_certificates") or ()),
        **releases.criteria(complete(content)["criteria"]),
    )


def item(place: int, lot: Mapping[str, Any], cpv: str | None) -> Json:
    """A lot's line; its CPV code is its own, else the need's."""
    code = lot.get("cpv") or cpv
    return parts.item(
        str(place + 1),
        lot["title"],
        quantity=lot.get("quantity"),
        unit=lot.get("unit"),
        cpv=code,
        label=label_of(code),
        lot=str(place + 1),
    )


def label_of(cpv: str | None) -> str | None:
    """The official English label of a code."""
    code = (cpv or "")[:8]
    return store.label("cpv", code)[0] if code and store.exists("cpv", code) else None


def _lots(lots: Sequence[Mapping[str, Any]], before: Mapping[str, Any]) -> list[Json]:
    now = [releases.lot(str(place + 1), lot["title"], ACTIVE) for place, lot in enumerate(lots)]
    here = {one["id"] for one in now}
    gone = [one | {"status": WITHDRAWN} for one in before.get("lots", ()) if one["id"] not in here]
    return now + gone


def _moment(text: str | None) -> str | None:
    return parts.moment(datetime.fromisoformat(text)) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
