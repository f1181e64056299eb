"""Proofs of claims: a person's own files, which only they and the staff who decide may read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from marketplace.errors import Fault, Invalid
from marketplace.files import queries, receiving, services
from marketplace.files.models import StoredFile
from marketplace.i18n import N_
from marketplace.organizations.proofs import keeps_proofs
from marketplace.policy import Actor, may


class Files:
    """The keeper that claims ask."""

    def receive(self, view: Any) -> Any:
        return receiving.receives_own_files(view)

    def received(self) -> str | None:
        file = receiving.received().get("file")
        return file.id if file else None

    def faults(self) -> Sequence[Fault]:
        return receiving.upload_faults()

    def attach(self, session: Session, actor: Actor, claim_id: str, file_id: str) -> None:
        file = session.get(StoredFile, file_id)
        own = file is not None and file.organization_id is None and file.uploaded_by == actor.user
        if not own or (file and file.used_by):
            raise Invalid([Fault("/file", N_("Choose the file again: it is no longer here."))])
        services.use(session, f"claim/{claim_id}", "proof", [file_id])

    def release(self, session: Session, claim_id: str) -> None:
        services.use(session, f"claim/{claim_id}", "proof", ())

    def names(self, session: Session, file_ids: Sequence[str]) -> dict[str, str]:
        return {key: file.name for key, file in queries.names(session, file_ids).items()}


@queries.readable_with("claim")
def _staff(session: Session, actor: Actor, file: StoredFile) -> bool:
    return may(actor, "organization.review")


keeps_proofs(Files())
