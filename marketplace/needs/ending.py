"""A need that was awarded ends with its deals."""

from __future__ import annotations

from sqlalchemy.orm import Session

from marketplace.needs.models import Need
from marketplace.needs.services import record_need


def follow_deals(session: Session, need_id: str, over: bool) -> None:
    """An awarded need is completed once all its deals are over, and awarded again when one goes
    on after all."""
    need = session.get_one(Need, need_id, with_for_update=True)
    after = {"awarded": "completed"} if over else {"completed": "awarded"}
    if need.state in after:
        need.state = after[need.state]
        need.revision += 1
        record_need(session, need, f"need.{need.state}")
