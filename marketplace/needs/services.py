"""Writes on needs: create, revise, publish, close, cancel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid
from marketplace.needs import rules
from marketplace.needs.models import Counter, Need, NeedRevision
from marketplace.needs.queries import own_need
from marketplace.needs.snapshots import snapshot
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision

DEADLINE = "need.deadline"
ENDS = {
    "close": (("published",), "closed"),
    "cancel": (("published", "closed"), "cancelled"),
}
"""How a need ends: the states that it may be in before, and the one after."""


def create_need(session: Session, actor: Actor, content: Mapping[str, Any]) -> Need:
    """A draft of the organisation acted for; nobody else sees it until it is published."""
    require(actor, "need.create")
    need = Need(
        id=new_id(session),
        ref=f"N-{next_number(session, 'need'):04d}",
        organization_id=actor.organization,
        state="draft",
        created_by=actor.user,
        created_at=now(session),
        revision=1,
    )
    _fill(need, content)
    session.add(need)
    audit.note(session, actor, "need.create", f"need/{need.id}")
    return need


def update_need(
    session: Session,
    actor: Actor,
    need_id: str,
    content: Mapping[str, Any],
    expected: int | None,
) -> Need:
    """Replace the content of a draft, or revise a published need while applications are taken.

    Raises Stale for an older revision, Conflict once it is closed, Invalid naming the fields
    that publishing has fixed.
    """
    need = own_need(session, actor, need_id, "need.update")
    check_revision(need.revision, expected)
    if need.state == "draft":
        _fill(need, content)
    else:
        _revise(session, actor, need, content)
    need.revision += 1
    audit.note(session, actor, "need.update", f"need/{need.id}", {"revision": need.revision})
    if need.state == "published":
        _announce(session, need, "need.revised")
    return need


def publish_need(session: Session, actor: Actor, need_id: str, expected: int | None) -> Need:
    """Open a draft for applications; the matching service ranks suppliers for it at once.

    Raises Invalid with everything that still lacks, Conflict unless it is a draft.
    """
    need = own_need(session, actor, need_id, "need.publish")
    check_revision(need.revision, expected)
    if need.state != "draft":
        raise Conflict("Only a draft can be published.", code="not-a-draft")
    _refuse(rules.faults_of_publishing(need.kind, need.content, need.apply_by, now(session)))
    need.state, need.published_at = "published", now(session)
    need.revision += 1
    audit.note(session, actor, "need.publish", f"need/{need.id}")
    _announce(session, need, "need.published")
    return need


def close_need(
    session: Session, actor: Actor, need_id: str, reason: str, expected: int | None
) -> Need:
    """Take no more applications from now on, and open the seal; applicants are told why."""
    return _end(session, actor, need_id, reason, expected, "close")


def cancel_need(
    session: Session, actor: Actor, need_id: str, reason: str, expected: int | None
) -> Need:
    """Call the need off; everybody concerned is told why. It cannot be opened again."""
    return _end(session, actor, need_id, reason, expected, "cancel")


def _end(
    session: Session, actor: Actor, need_id: str, reason: str, expected: int | None, how: str
) -> Need:
    need = own_need(session, actor, need_id, "need.close")
    check_revision(need.revision, expected)
    before, after = ENDS[how]
    if need.state not in before:
        raise Conflict(f"A need that is {need.state} cannot become {after}.")
    need.state = after
    need.reason, need.closed_at = reason, now(session)
    need.revision += 1
    due.cancel(session, DEADLINE, need.id)
    audit.note(session, actor, f"need.{how}", f"need/{need.id}")
    record_need(session, need, f"need.{need.state}")
    return need


def close_at_deadline(session: Session, need_id: str) -> None:
    """The timer's part: a published need whose deadline is past becomes closed."""
    need = session.get(Need, need_id)
    if need is None or need.state != "published":
        return
    need.state, need.closed_at = "closed", now(session)
    need.revision += 1
    record_need(session, need, "need.closed")


def award_need(session: Session, need: Need) -> None:
    """The evaluation's part: every lot is decided, and at least one is given for good."""
    close_at_deadline(session, need.id)
    if need.state == "closed":
        need.state = "awarded"
        need.revision += 1
        record_need(session, need, "need.awarded")


def take_award_back(session: Session, need: Need) -> None:
    """An award was undone in time: the need is closed again, and open to another decision."""
    if need.state == "awarded":
        need.state = "closed"
        need.revision += 1
        record_need(session, need, "need.closed")


def record_need(session: Session, need: Need, type_: str, changed: list[str] | None = None) -> None:
    """Put the need's snapshot into the outbox."""
    data = snapshot(need) | ({"changed": changed} if changed else {})
    record(session, type_, key=f"need/{need.id}", revision=need.revision, data=data)


def _revise(session: Session, actor: Actor, need: Need, content: Mapping[str, Any]) -> None:
    if not rules.is_open(need.state, need.apply_by, now(session)):
        raise Conflict("This need takes no more changes.", code="need-closed")
    changed = rules.changed_fields(rules.complete(need.content), rules.complete(content))
    deadline = _moment(content.get("apply_by"))
    _refuse(
        rules.faults_of_revision(changed)
        + rules.faults_of_publishing(need.kind, content, deadline, now(session))
    )
    session.add(
        NeedRevision(
            need_id=need.id,
            revision=need.revision,
            content=need.content,
            changed=changed,
            changed_at=now(session),
            changed_by=actor.user,
        )
    )
    _fill(need, content)


def _announce(session: Session, need: Need, type_: str) -> None:
    if need.apply_by:
        due.schedule(session, DEADLINE, need.id, need.apply_by)
    record_need(session, need, type_)


def _fill(need: Need, content: Mapping[str, Any]) -> None:
    need.content = dict(content)
    need.kind, need.title = content["kind"], content["title"]
    need.region = (content.get("place") or {}).get("region")
    need.apply_by = _moment(content.get("apply_by"))
    last = content.get("deliver_by")
    need.deliver_by = date.fromisoformat(last) if last else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _refuse(faults: rules.Faults) -> None:
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])


def next_number(session: Session, name: str) -> int:
    """One more than the last; the row's lock keeps two transactions apart."""
    taken = session.connection().execute(
        update(Counter).where(Counter.name == name).values(value=Counter.value + 1)
    )
    if not taken.rowcount:
        session.add(Counter(name=name, value=1))
        session.flush()
    return session.get_one(Counter, name, populate_existing=True).value
