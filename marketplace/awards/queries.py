"""Reads on the history of awards, and on the files that it is read from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from marketplace.awards.models import ImportJob, PastAward
from marketplace.awards.services import importer_of
from marketplace.errors import NotFound
from marketplace.organizations.models import Organization
from marketplace.organizations.queries import visible
from marketplace.policy import Actor, require
from marketplace.profiles.hooks import answers_awards

TITLES = 200
"""Titles that tell what a supplier did: its newest ones say enough."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the history with the names of its two sides."""

    award: PastAward
    buyer: str
    supplier: str


def own_history(
    session: Session, actor: Actor, *, q: str = "", limit: int = 20, offset: int = 0
) -> tuple[list[Listed], int]:
    """What the organisation acted for ordered, private rows too, and what it won; newest first."""
    require(actor, "award.read_own", actor.organization or "")
    us = actor.organization
    ours = (PastAward.buyer_id == us) | (
        (PastAward.supplier_id == us) & PastAward.private.is_(False)
    )
    return _page(session, ours & _titled(q), limit, offset)


def public_history(
    session: Session, actor: Actor, organization_id: str, *, limit: int = 20, offset: int = 0
) -> tuple[list[Listed], int]:
    """An organisation's awards as everybody may read them; NotFound where it is not public."""
    organization = visible(session, actor, organization_id)
    theirs = (PastAward.buyer_id == organization.id) | (PastAward.supplier_id == organization.id)
    return _page(session, theirs & PastAward.private.is_(False), limit, offset)


def _titled(q: str) -> ColumnElement[bool]:
    return PastAward.title.icontains(q, autoescape=True)


def _page(
    session: Session, wanted: ColumnElement[bool], limit: int, offset: int
) -> tuple[list[Listed], int]:
    total = session.scalar(select(func.count()).select_from(PastAward).where(wanted)) or 0
    found = _listed().where(wanted).order_by(PastAward.date.desc(), PastAward.id.desc())
    return [Listed(*row) for row in session.execute(found.limit(limit).offset(offset))], total


def _listed() -> Select[PastAward, str, str]:
    buyer, supplier = aliased(Organization), aliased(Organization)
    return (
        select(PastAward, buyer.name, supplier.name)
        .join(buyer, buyer.id == PastAward.buyer_id)
        .join(supplier, supplier.id == PastAward.supplier_id)
    )


@answers_awards
def titles_won(session: Session, suppliers: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Titles of the newest public awards of each supplier."""
    newest_first = (PastAward.date.desc(), PastAward.id.desc())
    place = func.row_number().over(partition_by=PastAward.supplier_id, order_by=newest_first)
    won = (
        select(PastAward.supplier_id, PastAward.title, place.label("place"))
        .where(PastAward.supplier_id.in_(list(suppliers)), PastAward.private.is_(False))
        .subquery()
    )
    found: dict[str, list[str]] = {supplier: [] for supplier in suppliers}
    listed = select(won).where(won.c.place <= TITLES).order_by(won.c.supplier_id, won.c.place)
    for row in session.execute(listed):
        found[row.supplier_id].append(row.title)
    return found


def import_job(session: Session, actor: Actor, job_id: str) -> ImportJob:
    """A job of the history that the actor may import; NotFound for any other."""
    require(actor, "award.import")
    job = session.get(ImportJob, job_id)
    if job is None or job.organization_id != importer_of(actor):
        raise NotFound("There is no such import.")
    return job


def import_jobs(
    session: Session, actor: Actor, *, limit: int = 20, offset: int = 0
) -> tuple[list[ImportJob], int]:
    """The imports of the history that the actor may import, newest first."""
    require(actor, "award.import")
    ours = ImportJob.organization_id == importer_of(actor)
    total = session.scalar(select(func.count()).select_from(ImportJob).where(ours)) or 0
    newest = select(ImportJob).where(ours).order_by(ImportJob.created_at.desc(), ImportJob.id)
    return list(session.scalars(newest.limit(limit).offset(offset))), total


def shown(listed: Listed) -> dict[str, Any]:
    """A row of the history as the API answers it."""
    award = listed.award
    return {
        "id": award.id,
        "source": award.source,
        "source_id": award.source_id,
        "date": award.date.isoformat(),
        "title": award.title,
        "buyer": {"id": award.buyer_id, "name": listed.buyer},
        "supplier": {"id": award.supplier_id, "name": listed.supplier},
        "cpv": award.cpv,
        "cpv_label": award.cpv_label,
        "category": award.category,
        "region": award.region,
        "municipality": award.municipality,
        "country": award.country,
        "value": award.value,
        "currency": award.currency,
        "private": award.private,
    }


def job_shown(job: ImportJob) -> dict[str, Any]:
    """A job as the API answers it: what was done so far, and the first faults by line."""
    return {
        "id": job.id,
        "file": job.file_name,
        "state": job.state,
        "reason": job.reason,
        "private": job.private,
        "dry_run": job.dry_run,
        "rows": job.read,
        "loaded": job.loaded,
        "unchanged": job.unchanged,
        "left_out": job.left_out,
        "organizations_created": job.organizations_created,
        "fault_count": job.fault_count,
        "faults": job.faults,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
    }
