"""What is told about needs, and to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.applications.models import Application
from marketplace.deployment import settings_of
from marketplace.i18n import N_, translate
from marketplace.mailing import queue_mail
from marketplace.matches.models import Judgement
from marketplace.needs.models import Invitation, Need, Question
from marketplace.notifications.services import Message, notify, notify_each
from marketplace.organizations import queries as organizations

WAITING = ("draft", "submitted", "selected")
"""States of applications whose firms wait for what becomes of the need."""
FIRST = 20
"""Places on a list whose firms are told of the need."""

INVITED = N_("%(buyer)s invites you: %(title)s")
CLAIM = N_(
    "%(buyer)s found %(organization)s on %(product)s and asks you to look at its need"
    " %(title)s (%(ref)s):\n%(need)s\n\n"
    "Nobody speaks for %(organization)s there yet. If it is yours, claim it to ask and apply:\n"
    "%(claim)s\n\n"
    "You get this one mail because %(buyer)s gave this address. You need not answer."
)


def facts_of(session: Session, need: Need) -> dict[str, Any]:
    """What texts about a need may say."""
    return {
        "need": need.id,
        "title": need.title,
        "ref": need.ref,
        "buyer": organizations.get(session, need.organization_id).name,
    }


def ranked(session: Session, event: Event) -> None:
    """Firms that stand on the first places for the first time hear of the need."""
    need = session.get(Need, event.data["need"])
    if need is None or need.state != "published":
        return
    facts = facts_of(session, need)
    scores: dict[str, int] = {}
    for entry in event.data["entries"]:
        if entry["eligible"] and (entry["rank"] or FIRST + 1) <= FIRST:
            scores.setdefault(entry["organization"], round(100 * entry["score"]))
    members = organizations.members_of_each(session, scores)
    told = [
        Message(members[firm], f"match/{need.id}/{firm}", facts | {"score": score}, firm)
        for firm, score in scores.items()
    ]
    notify_each(session, "match.entered", told)


def invited(session: Session, event: Event) -> None:
    """The firm's members hear of the invitation; an unclaimed firm, at the address given."""
    invitation = session.get(Invitation, event.data["id"])
    if invitation is None:
        return
    need = session.get_one(Need, invitation.need_id)
    firm = organizations.get(session, invitation.organization_id)
    facts = facts_of(session, need) | {"organization": firm.name}
    if firm.state == "unclaimed" and invitation.email:
        _mail_claim(session, invitation, facts)
    tell_members(
        session,
        firm.id,
        "need.invited",
        f"invitation/{invitation.id}",
        facts | ({"message": invitation.message} if invitation.message else {}),
    )


def _mail_claim(session: Session, invitation: Invitation, facts: dict[str, Any]) -> None:
    settings = settings_of(session)
    language = settings.language_codes[0]
    text = translate(
        language,
        CLAIM,
        **facts
        | {
            "product": settings.product_name,
            "need": f"{settings.public_url}/needs/{invitation.need_id}",
            "claim": f"{settings.public_url}/organizations/{invitation.organization_id}/claim",
        },
    )
    if invitation.message:
        text = f"{text}\n\n{invitation.message}"
    subject = translate(language, INVITED, **facts)
    queue_mail(session, str(invitation.email), subject, text, f"invitation-{invitation.id}")


def asked(session: Session, event: Event) -> None:
    """The buyer hears of a question."""
    need = session.get(Need, event.data["need"])
    if need is not None:
        people = organizations.members(session, need.organization_id, "editor")
        _tell(session, people, need.organization_id, "question.asked", need, event.data["id"])


def answered(session: Session, event: Event) -> None:
    """Those who asked hear of the answer, and again when it is put right."""
    question = session.get(Question, event.data["id"])
    if question is not None:
        need = session.get_one(Need, question.need_id)
        people = {*organizations.members(session, question.organization_id), question.asked_by}
        key = f"{question.id}/{event.data['answered_at']}"
        _tell(session, people, question.organization_id, "question.answered", need, key)


def _tell(
    session: Session, people: Iterable[str], organization: str, kind: str, need: Need, key: str
) -> None:
    facts = facts_of(session, need)
    notify(session, people, kind, f"{kind}/{key}", facts, organization=organization)


def changed(session: Session, event: Event, told: Collection[str] = ()) -> None:
    """Firms that the need concerns hear what became of it; those of `told` were told more."""
    need = session.get(Need, event.data["id"])
    if need is None:
        return
    reason = event.data.get("reason") if event.type != "need.revised" else None
    facts = facts_of(session, need) | ({"reason": reason} if reason else {})
    for firm in (one for one in concerned(session, need.id) if one not in told):
        tell_members(session, firm, event.type, f"{event.type}/{need.id}/{event.revision}", facts)


def moderated(session: Session, event: Event) -> None:
    """The buyer hears why its need went out of sight, or that it is back; others only that.

    With a suspended organisation all its needs go: it was told of that once.
    """
    need = session.get(Need, event.data["id"])
    if need is None:
        return
    facts = facts_of(session, need)
    key = f"{event.type}/{need.id}/{event.revision}"
    gone = event.type == "need.suspended"
    if not need.with_buyer:
        told = facts | {"reason": event.data.get("reason") if gone else None}
        tell_members(session, need.organization_id, event.type, key, told, "editor")
    applying = select(Application.organization_id).where(Application.need_id == need.id)
    for firm in sorted({*concerned(session, need.id), *session.scalars(applying)}):
        tell_members(session, firm, "need.withheld" if gone else "need.back", key, facts)


def concerned(session: Session, need_id: str) -> list[str]:
    """Ids of the firms that a need concerns, besides the buyer: invited, asking, with a match that
    they saved, or with an application."""
    asking = select(Question.organization_id).where(Question.need_id == need_id)
    invitations = select(Invitation.organization_id).where(Invitation.need_id == need_id)
    saved = select(Judgement.organization_id).where(
        Judgement.need_id == need_id,
        Judgement.by_organization == Judgement.organization_id,
        Judgement.verdict == "saved",
    )
    applied = select(Application.organization_id).where(
        Application.need_id == need_id, Application.state.in_(WAITING)
    )
    return sorted(session.scalars(asking.union(invitations, saved, applied)))


def tell_members(
    session: Session, firm: str, kind: str, key: str, facts: dict[str, Any], role: str = "viewer"
) -> None:
    """Tell all members of an organisation in at least this role."""
    people = organizations.members(session, firm, role)
    notify(session, people, kind, key, facts, organization=firm)
