"""Telling people: once each, on the page, and by mail as they chose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from marketplace.accounts.models import User
from marketplace.deployment import settings_of
from marketplace.errors import NotFound
from marketplace.mailing import queue_mail
from marketplace.notifications import queries, render
from marketplace.notifications.kinds import KINDS
from marketplace.notifications.models import Notification, Preference
from marketplace.policy import Actor, require

DIGEST = "notifications.digest"
HAPPENED = "happened_at"
"""Where a session keeps when the event that is being told of happened."""
LATE = timedelta(days=14)
"""After so long a message is no news: a store brought in with its past mails nobody."""
DIGEST_AT = time(7)
"""When the digest leaves, in the deployment's zone."""


@dataclass(frozen=True, slots=True)
class Message:
    """What some people are told of one thing; `key` names the thing, `facts` fill the texts.

    The facts hold nothing that a receiver may not see; days are ISO text. `mail` is how mail
    follows where it was chosen for this very thing.
    """

    users: Collection[str]
    key: str
    facts: Mapping[str, Any]
    organization: str | None = None
    path: str | None = None
    mail: str | None = None


def notify(
    session: Session,
    users: Iterable[str],
    kind: str,
    key: str,
    facts: Mapping[str, Any],
    *,
    organization: str | None = None,
    path: str | None = None,
) -> None:
    """Tell each of these people once: whoever was told this `key` before is passed over.

    What is told long after it happened stands in the list, but asks for nobody's attention.
    """
    notify_each(session, kind, [Message(list(users), key, facts, organization, path)])


def notify_each(session: Session, kind: str, messages: Sequence[Message]) -> None:
    """Like `notify`, for several messages of one kind with as few queries as for one."""
    happened: datetime = session.info.get(HAPPENED) or now(session)
    late = now(session) - happened > LATE
    written = [
        (
            user,
            Notification(
                id=new_id(session),
                user_id=user.id,
                organization_id=message.organization,
                kind=kind,
                key=message.key,
                mail=message.mail,
                path=message.path or render.path(kind, message.facts),
                facts=dict(message.facts),
                created_at=happened,
                read_at=now(session) if late else None,
            ),
        )
        for user, message in _to_be_told(session, messages)
    ]
    session.add_all(notification for _, notification in written)
    if not late:
        _follow_by_mail(session, kind, written)
    session.flush()


def _to_be_told(session: Session, messages: Sequence[Message]) -> list[tuple[User, Message]]:
    users = queries.open_accounts(session, {user for one in messages for user in one.users})
    told = queries.told(session, {one.key for one in messages})
    return [
        (users[user], one)
        for one in messages
        for user in sorted(set(one.users))
        if user in users and (user, one.key) not in told
    ]


def _follow_by_mail(
    session: Session, kind: str, written: Sequence[tuple[User, Notification]]
) -> None:
    people = [user.id for user, _ in written if user.confirmed_at and not user.locked_at]
    usual = queries.choices(session, people, KINDS[kind].group)
    chosen = [(user, one, one.mail or usual.get(user.id)) for user, one in written]
    digests = {user.id for user, _, choice in chosen if choice == "digest" and user.id in usual}
    at = next_digest(now(session), ZoneInfo(settings_of(session).zone))
    due.schedule_many(session, DIGEST, {f"{user}/{at:%Y-%m-%d}": at for user in sorted(digests)})
    for user, notification, choice in chosen:
        if choice == "each" and user.id in usual:
            _mail(session, user, notification)


def _mail(session: Session, user: User, notification: Notification) -> None:
    kind, facts, language = notification.kind, notification.facts, user.language
    text = render.mail_text(
        settings_of(session), [(render.body(kind, facts, language), notification.path)], language
    )
    subject = render.subject(kind, facts, language)
    queue_mail(session, user.email, subject, text, f"notification-{notification.id}")
    notification.mailed_at = now(session)


def next_digest(moment: datetime, zone: ZoneInfo) -> datetime:
    """The next time that it is DIGEST_AT in the zone, after the moment."""
    local = moment.astimezone(zone)
    today = datetime.combine(local.date(), DIGEST_AT, zone)
    return (
        today
        if local < today
        else datetime.combine(local.date() + timedelta(days=1), DIGEST_AT, zone)
    )


def send_digest(session: Session, key: str) -> None:
    """The timer's part: one mail of what a person has neither read nor been mailed."""
    user = session.get(User, key.partition("/")[0])
    if user is None or user.disabled_at or user.locked_at or user.confirmed_at is None:
        return
    waiting = queries.waiting_for_digest(session, user.id)
    if not waiting:
        return
    settings, language = settings_of(session), user.language
    parts = [(render.body(one.kind, one.facts, language), one.path) for one in waiting]
    subject = render.digest_subject(settings, len(parts), language)
    text = render.mail_text(settings, parts, language)
    queue_mail(session, user.email, subject, text, f"digest-{key.replace('/', '-')}")
    for one in waiting:
        one.mailed_at = now(session)


def mark_read(session: Session, actor: Actor, notification_id: str) -> Notification:
    """Note that its receiver has read it; doing so again keeps the first moment."""
    notification = session.get(Notification, notification_id)
    if notification is None:
        require(actor, "notification.read")
        raise NotFound("There is no such notification.")
    require(actor, "notification.read", notification.user_id, hidden=True)
    notification.read_at = notification.read_at or now(session)
    return notification


def mark_all_read(session: Session, actor: Actor) -> None:
    """Note that the actor has read everything up to now."""
    require(actor, "notification.read", actor.user)
    session.execute(
        update(Notification)
        .where(Notification.user_id == actor.user, Notification.read_at.is_(None))
        .values(read_at=now(session))
    )


def put_preferences(session: Session, actor: Actor, choices: Mapping[str, str]) -> None:
    """Choose by group of kinds how mail follows; `choices` names every group."""
    require(actor, "notification.read", actor.user)
    known = {
        row.group: row
        for row in session.scalars(select(Preference).where(Preference.user_id == actor.user))
    }
    for group, choice in choices.items():
        if group in known:
            known[group].mail = choice
        else:
            session.add(Preference(user_id=actor.user, group=group, mail=choice))
