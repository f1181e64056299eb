"""Writes around a need: questions, answers, invitations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from marketplace.needs import rules
from marketplace.needs.models import Invitation, Need, Question
from marketplace.needs.queries import own_need, visible_need
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, require

MOST_INVITATIONS = 200
"""Firms invited to one need; more would be advertising."""


def ask_question(session: Session, actor: Actor, need_id: str, text: str) -> Question:
    """Ask about an open need; all who look at it read the text, nobody who asked.

    Raises Conflict once questions are closed, Forbidden for the buyer itself.
    """
    require(actor, "question.ask")
    need = visible_need(session, actor, need_id)
    if need.organization_id == actor.organization:
        raise Forbidden("This is your own need; revise it instead.")
    until = need.content.get("questions_by")
    ends = datetime.fromisoformat(until) if until else None
    if not rules.may_ask(need.state, ends, need.apply_by, now(session)):
        raise Conflict("Questions on this need are closed.", code="questions-closed")
    question = Question(
        id=new_id(session),
        need_id=need.id,
        organization_id=actor.organization,
        asked_by=actor.user,
        text=text,
        asked_at=now(session),
    )
    session.add(question)
    audit.note(session, actor, "question.ask", f"need/{need.id}", {"question": question.id})
    _tell(session, need, question, "question.asked")
    return question


def answer_question(session: Session, actor: Actor, question_id: str, text: str) -> Question:
    """Answer for all to read; an answer can be put right until the need closes."""
    question = session.get(Question, question_id, with_for_update=True)
    if question is None:
        raise NotFound("There is no such question.")
    need = own_need(session, actor, question.need_id, "need.answer")
    if need.state not in ("published", "closed"):
        raise Conflict("This need is over.", code="need-closed")
    question.answer, question.answered_at = text, now(session)
    question.answered_by = actor.user
    audit.note(session, actor, "question.answer", f"need/{need.id}", {"question": question.id})
    _tell(session, need, question, "question.answered")
    return question


def invite(
    session: Session,
    actor: Actor,
    need_id: str,
    organization_id: str,
    email: str | None = None,
    message: str | None = None,
) -> Invitation:
    """Ask a firm to look at the need; an unclaimed one by the address that the buyer gives.

    A second invitation of the same firm returns the first.
    """
    need = own_need(session, actor, need_id, "need.invite")
    if not rules.is_open(need.state, need.apply_by, now(session)):
        raise Conflict("Only firms for an open need can be invited.", code="need-closed")
    firm = get_organization(session, organization_id)
    _check_invited(need, firm.id, firm.state, email)
    known = select(Invitation).where(
        Invitation.need_id == need.id, Invitation.organization_id == firm.id
    )
    if (already := session.scalar(known)) is not None:
        return already
    _check_number(session, need)
    invitation = Invitation(
        id=new_id(session),
        need_id=need.id,
        organization_id=firm.id,
        email=email,
        message=message,
        invited_by=actor.user,
        invited_at=now(session),
    )
    session.add(invitation)
    audit.note(session, actor, "need.invite", f"need/{need.id}", {"organization": firm.id})
    record(
        session,
        "need.invited",
        key=f"need/{need.id}",
        revision=need.revision,
        data={"id": invitation.id, "need": need.id, "organization": firm.id},
    )
    return invitation


def _check_invited(need: Need, firm: str, state: str, email: str | None) -> None:
    if firm == need.organization_id:
        raise Invalid([Fault("/organization", "Choose another organisation than your own.")])
    if state in ("suspended", "rejected"):
        raise Invalid([Fault("/organization", "This organisation cannot be invited.")])
    if state == "unclaimed" and not email:
        raise Invalid([Fault("/email", "Nobody has claimed this firm yet: give an address.")])


def _check_number(session: Session, need: Need) -> None:
    sent = session.scalars(select(Invitation.id).where(Invitation.need_id == need.id)).all()
    if len(sent) >= MOST_INVITATIONS:
        raise Conflict(f"At most {MOST_INVITATIONS} firms can be invited to one need.")


def _tell(session: Session, need: Need, question: Question, type_: str) -> None:
    record(
        session,
        type_,
        key=f"need/{need.id}",
        revision=need.revision,
        data={
            "id": question.id,
            "need": need.id,
            "asked_at": question.asked_at.isoformat(),
            "answered_at": question.answered_at.isoformat() if question.answered_at else None,
        },
    )
