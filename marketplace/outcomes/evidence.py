"""Evidence: files that prove a claim, with hash, who and when; erased, the hash and counts stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.files import services as files
from marketplace.files.models import StoredFile
from marketplace.files.queries import readable_with
from marketplace.i18n import N_
from marketplace.outcomes import setting
from marketplace.outcomes.models import Claim, Evidence, PayrollKey
from marketplace.outcomes.payroll import Payroll, Person, counts
from marketplace.policy import Actor, may, require

DEAD = ("rejected", "withdrawn")
"""States of a claim whose evidence may be sent again."""
SAME_FILE = N_("This file proves another claim already; send the list of this claim.")
NOT_OURS = N_("There is no such file of yours; upload it first.")


@dataclass(frozen=True, slots=True)
class Read:
    """The payroll lists among some files, read before the writing session began."""

    lists: Mapping[str, Payroll] = field(default_factory=dict)

    @property
    def whole(self) -> Payroll | None:
        """The list, if there is one; the first of several."""
        return next(iter(self.lists.values()), None)


def check(session: Session, owner: str, claim_id: str, file_ids: Sequence[str]) -> None:
    """Raise Invalid for files that are not the owner's, or that prove another claim already."""
    subject = f"outcome/{claim_id}"
    wrong = files.unusable(session, owner, subject, file_ids)
    faults = [
        Fault(f"/evidence/{place}", NOT_OURS) for place, one in enumerate(file_ids) if one in wrong
    ]
    if not faults:
        used = _used_elsewhere(session, claim_id, file_ids)
        faults = [
            Fault(f"/evidence/{place}", SAME_FILE)
            for place, one in enumerate(file_ids)
            if one in used
        ]
    if faults:
        raise Invalid(faults)


def _used_elsewhere(session: Session, claim_id: str, file_ids: Sequence[str]) -> set[str]:
    """Files whose content proves a claim that stands, of whatever organisation."""
    if not file_ids:
        return set()
    found = session.scalars(
        select(StoredFile.id)
        .join(Evidence, Evidence.sha256 == StoredFile.sha256)
        .join(Claim, Claim.id == Evidence.claim_id)
        .where(StoredFile.id.in_(list(file_ids)), Claim.id != claim_id, Claim.state.not_in(DEAD))
    )
    return set(found)


def attach(
    session: Session,
    actor: Actor,
    claim: Claim,
    file_ids: Collection[str],
    read: Read,
    new: Collection[Person] = (),
    kind: str = "other",
) -> list[Evidence]:
    """Let files prove the claim; of payroll lists keep counts, and keyed hashes of the new."""
    held = {one.file_id for one in of_claim(session, claim.id)}
    wanted = [one for one in dict.fromkeys(file_ids) if one not in held]
    rows = [session.get_one(StoredFile, one) for one in wanted]
    known = {one.sha256 for one in of_claim(session, claim.id)}
    made = []
    for file in rows:
        if file.sha256 not in known:
            made.append(_add(session, actor, claim, file, read, new, kind))
            known.add(file.sha256)
    every = {one.file_id for one in of_claim(session, claim.id) if one.file_id}
    files.use(session, f"outcome/{claim.id}", "evidence", every)
    return made


def _add(
    session: Session,
    actor: Actor,
    claim: Claim,
    file: StoredFile,
    read: Read,
    new: Collection[Person],
    kind: str,
) -> Evidence:
    payroll = read.lists.get(file.id)
    found = Evidence(
        id=new_id(session),
        claim_id=claim.id,
        kind="payroll" if payroll else kind,
        file_id=file.id,
        sha256=file.sha256,
        media_type=file.media_type,
        size=file.size,
        counts=counts(payroll, list(new), setting.full_time(session)) if payroll else {},
        added_by=actor.user,
        added_at=now(session),
    )
    session.add(found)
    session.flush()
    if payroll:
        keys = {one.key for one in new if one in payroll.people}
        session.add_all(PayrollKey(evidence_id=found.id, key=key) for key in sorted(keys))
    _tell(session, claim, found, "evidence.added")
    return found


def of_claim(session: Session, claim_id: str) -> list[Evidence]:
    """What proves a claim, in the order in which it came."""
    found = select(Evidence).where(Evidence.claim_id == claim_id).order_by(Evidence.id)
    return list(session.scalars(found))


def known_keys(session: Session, organization_id: str, but: str = "") -> set[str]:
    """Keyed hashes of those whom the firm's standing claims name already."""
    found = session.scalars(
        select(PayrollKey.key)
        .join(Evidence, Evidence.id == PayrollKey.evidence_id)
        .join(Claim, Claim.id == Evidence.claim_id)
        .where(
            Claim.organization_id == organization_id,
            Claim.id != but,
            Claim.state.not_in((*DEAD, "returned")),
        )
    )
    return set(found)


def twice(session: Session, claim: Claim) -> list[tuple[Claim, int]]:
    """Standing claims that name people whom this claim names too, and how many each."""
    own = select(PayrollKey.key).join(Evidence, Evidence.id == PayrollKey.evidence_id)
    found = session.execute(
        select(Evidence.claim_id, PayrollKey.key)
        .join(PayrollKey, PayrollKey.evidence_id == Evidence.id)
        .where(
            PayrollKey.key.in_(own.where(Evidence.claim_id == claim.id)),
            Evidence.claim_id != claim.id,
        )
    )
    people: dict[str, set[str]] = {}
    for other, key in found:
        people.setdefault(other, set()).add(key)
    claims = [(session.get_one(Claim, one), len(keys)) for one, keys in sorted(people.items())]
    return [(one, count) for one, count in claims if one.state not in DEAD]


def erase(session: Session, actor: Actor, evidence_id: str) -> Evidence:
    """Delete the file and its keyed hashes; hash, counts and what was decided on it stay."""
    found = session.get(Evidence, evidence_id)
    claim = session.get_one(Claim, found.claim_id) if found else None
    if found is None or claim is None:
        raise NotFound("There is no such evidence.")
    if not may(actor, "outcome.verify"):
        require(actor, "outcome.erase", claim.organization_id, hidden=True)
    if found.erased_at is not None:
        raise Conflict("This evidence is erased already.")
    wipe(session, found)
    found.erased_by = actor.user
    audit.note(session, actor, "evidence.erase", f"evidence/{found.id}")
    _tell(session, claim, found, "evidence.erased")
    return found


def wipe(session: Session, found: Evidence) -> None:
    """What erasing does to the store, also again after a backup was put back."""
    session.execute(delete(PayrollKey).where(PayrollKey.evidence_id == found.id))
    file = session.get(StoredFile, found.file_id) if found.file_id else None
    if file is not None:
        data = {"id": file.id}
        session.delete(file)
        record(session, "file.discarded", key=f"file/{file.id}", revision=1, data=data)
    found.file_id, found.erased_at = None, now(session)
    session.flush()


def _tell(session: Session, claim: Claim, found: Evidence, type_: str) -> None:
    data: dict[str, Any] = {
        "id": found.id,
        "claim": claim.id,
        "organization": claim.organization_id,
        "kind": found.kind,
        "sha256": found.sha256,
        "size": found.size,
    }
    revision = 2 if found.erased_at else 1
    record(session, type_, key=f"evidence/{found.id}", revision=revision, data=data)


@readable_with("outcome")
def _staff_see(session: Session, actor: Actor, file: StoredFile) -> bool:
    """Programme staff read what they decide by; the firm sees its own files anyhow."""
    return may(actor, "outcome.read_all")
