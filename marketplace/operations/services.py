"""What whoever runs the platform does about dead letters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from events import deadletters
from marketplace import audit
from marketplace.errors import Conflict
from marketplace.i18n import N_
from marketplace.operations.queries import OPERATE, one_letter
from marketplace.policy import Actor, require

RESOLVED = N_("This dead letter is resolved already.")


def retry(session: Session, actor: Actor, letter_id: int) -> Row[Any]:
    """Have the worker try the letter's key again, from its oldest letter on.

    Raises Conflict for one that is resolved.
    """
    require(actor, OPERATE)
    row = one_letter(session, actor, letter_id)
    if not deadletters.ask_retry(session, row.consumer, row.key):
        raise Conflict(RESOLVED, code="resolved")
    audit.note(session, actor, "dead-letter.retry", f"dead-letter/{letter_id}")
    return one_letter(session, actor, letter_id)


def discard(session: Session, actor: Actor, letter_id: int, reason: str) -> Row[Any]:
    """Give the event up: it counts as handled, without effect. Those behind it can go on.

    Raises Conflict for one that is resolved.
    """
    require(actor, OPERATE)
    one_letter(session, actor, letter_id)
    if deadletters.discard(session, letter_id, reason) is None:
        raise Conflict(RESOLVED, code="resolved")
    audit.note(session, actor, "dead-letter.discard", f"dead-letter/{letter_id}")
    return one_letter(session, actor, letter_id)
