"""Who sees the files of an application, besides its firm."""

from __future__ import annotations

from sqlalchemy.orm import Session

from marketplace.applications import hooks, queries
from marketplace.applications.models import Application
from marketplace.files.models import StoredFile
from marketplace.files.queries import readable_with
from marketplace.needs.models import Need
from marketplace.policy import Actor


@readable_with("application")
def sees(session: Session, actor: Actor, file: StoredFile) -> bool:
    """The buyer, once the seal is open, those of the version that counts; with two envelopes
    once prices are open too, since a file may hold them."""
    application = session.get(Application, (file.used_by or "").partition("/")[2])
    return (
        application is not None
        and queries.is_buyers(session, actor, application)
        and file.id in application.content["attachments"]
        and not hooks.prices_sealed(session, session.get_one(Need, application.need_id))
    )
