"""All accounts, for administrators: found, with where each person belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts import locking
from marketplace.accounts.models import ApiToken, SignIn, User
from marketplace.accounts.queries import moment
from marketplace.organizations.models import Membership, Organization
from marketplace.policy import Actor, require

STATES = ("active", "unconfirmed", "locked", "closed")
SORTS: Mapping[str, Any] = {
    "name": func.lower(User.name),
    "created_at": User.created_at,
    "signed_in_at": User.signed_in_at,
}


def accounts(
    session: Session, actor: Actor, asked: Mapping[str, Any], limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """Accounts as asked for, each as the API answers it, and how many there are."""
    require(actor, "account.administer")
    found = _narrowed(select(User), asked)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    order = SORTS[asked["sort"].removeprefix("-")]
    ordered = order.desc().nulls_last() if asked["sort"].startswith("-") else order.nulls_last()
    page = found.order_by(ordered, User.id).limit(limit).offset(offset)
    return shown_all(session, session.scalars(page).all()), total


def state(user: User) -> str:
    """One of STATES."""
    if user.disabled_at is not None:
        return "closed"
    if user.locked_at is not None:
        return "locked"
    return "active" if user.confirmed_at is not None else "unconfirmed"


def shown(session: Session, user: User) -> dict[str, Any]:
    """An account as the API answers it to administrators."""
    return shown_all(session, [user])[0]


def shown_all(session: Session, users: Sequence[User]) -> list[dict[str, Any]]:
    """The same for several; they are asked for together."""
    ids = [user.id for user in users]
    belongs = _memberships(session, ids)
    browsers, tokens = (_live(session, model, ids) for model in (SignIn, ApiToken))
    return [
        {
            "id": user.id,
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "administrator": user.staff,
            "state": state(user),
            "two_factor": user.totp_confirmed_at is not None,
            "created_at": moment(user.created_at),
            "confirmed_at": moment(user.confirmed_at),
            "signed_in_at": moment(user.signed_in_at),
            "sign_ins": browsers.get(user.id, 0),
            "tokens": tokens.get(user.id, 0),
            "lock": _lock(session, user),
            "memberships": belongs[user.id],
        }
        for user in users
    ]


def _narrowed(found: Select[User], asked: Mapping[str, Any]) -> Select[User]:
    states = {
        "": User.disabled_at.is_(None),
        "active": _open() & User.confirmed_at.is_not(None),
        "unconfirmed": _open() & User.confirmed_at.is_(None),
        "locked": User.disabled_at.is_(None) & User.locked_at.is_not(None),
        "closed": User.disabled_at.is_not(None),
    }
    found = found.where(states[asked["state"]])
    if asked["two_factor"] is not None:
        has = User.totp_confirmed_at.is_not(None)
        found = found.where(has if asked["two_factor"] else ~has)
    if asked["administrator"] is not None:
        found = found.where(User.staff.is_(asked["administrator"]))
    if asked["q"]:
        sides = (side.icontains(asked["q"], autoescape=True) for side in (User.name, User.email))
        found = found.where(or_(*sides))
    return found


def _open() -> ColumnElement[bool]:
    return User.disabled_at.is_(None) & User.locked_at.is_(None)


def _memberships(session: Session, ids: Sequence[str]) -> Mapping[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = session.execute(
        select(Membership, Organization)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Membership.user_id.in_(ids), Membership.state == "member")
        .order_by(Organization.name, Organization.id)
    )
    for membership, firm in rows:
        found[membership.user_id].append(
            {
                "organization": firm.id,
                "name": firm.name,
                "state": firm.state,
                "role": membership.role,
            }
        )
    return found


def _live(session: Session, model: Any, ids: Iterable[str]) -> dict[str, int]:
    counted = (
        select(model.user_id, func.count())
        .where(
            model.user_id.in_(list(ids)),
            model.revoked_at.is_(None),
            model.expires_at > now(session),
        )
        .group_by(model.user_id)
    )
    return dict(session.execute(counted).all())


def _lock(session: Session, user: User) -> dict[str, Any] | None:
    entry = locking.lock_of(session, user.id) if user.locked_at else None
    return {"at": moment(entry.at), "by": entry.by, "reason": entry.reason} if entry else None
