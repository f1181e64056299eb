"""Reads on applications: by their firm, and by the buyer once the seal is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications import rules
from marketplace.applications.models import Application, ApplicationVersion
from marketplace.errors import NotFound
from marketplace.needs.models import Need, NeedRevision
from marketplace.needs.queries import visible_need
from marketplace.needs.rules import MUST_CONFIRM
from marketplace.policy import Actor, may, require
from marketplace.profiles.hooks import answers_applied

MISSING = "There is no such application."


def sealed(need: Need, moment: datetime) -> bool:
    """Whether the need's applications are known to their firms alone at this moment."""
    return rules.is_sealed(need.state, need.apply_by, need.closed_at, moment)


def own_application(
    session: Session, actor: Actor, application_id: str, action: str, *, lock: bool = False
) -> Application:
    """An application of the organisation acted for; NotFound for any other's."""
    application = session.get(Application, application_id, with_for_update=lock or None)
    if application is None:
        require(actor, action)
        raise NotFound(MISSING)
    require(actor, action, application.organization_id, hidden=not is_own(actor, application))
    return application


def visible_application(session: Session, actor: Actor, application_id: str) -> Application:
    """An application that the actor may read: its own, or one for its need once that is open and
    the application still stands; NotFound for any other."""
    application = session.get(Application, application_id)
    if application is not None and (
        is_own(actor, application) or is_buyers(session, actor, application)
    ):
        return application
    require(actor, "public.read")
    raise NotFound(MISSING)


def is_own(actor: Actor, application: Application) -> bool:
    """Whether the actor may read it as its firm does."""
    return may(actor, "application.read_own", application.organization_id)


def is_buyers(session: Session, actor: Actor, application: Application) -> bool:
    """Whether the actor is its buyer, the seal is open, and it stands."""
    need = session.get_one(Need, application.need_id)
    return (
        may(actor, "application.read", need.organization_id)
        and not sealed(need, now(session))
        and application.state in rules.STANDING
        and application.id not in unconfirmed(session, [application])
    )


def of_need(session: Session, need_id: str) -> list[Application]:
    """Those that stand, in the order in which they were first sent; the caller minds the seal."""
    found = (
        select(Application)
        .where(Application.need_id == need_id, Application.state.in_(rules.STANDING))
        .order_by(Application.submitted_at, Application.id)
    )
    applications = list(session.scalars(found))
    fallen = unconfirmed(session, applications)
    return [one for one in applications if one.id not in fallen]


def count_of(session: Session, need: Need) -> int:
    """How many were sent and not taken back; those that wait for a confirmation count until the
    seal opens."""
    if not sealed(need, now(session)):
        return len(of_need(session, need.id))
    found = select(func.count()).where(
        Application.need_id == need.id, Application.state.in_(rules.STANDING)
    )
    return session.scalar(found) or 0


def for_reader(
    session: Session,
    actor: Actor,
    need_id: str,
    *,
    states: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[Application], int]:
    """For the need's buyer those that stand, and before the seal opens none but their number;
    for any other firm its own."""
    need = visible_need(session, actor, need_id)
    require(actor, "application.list")
    if not may(actor, "application.read", need.organization_id):
        rows, total = own_applications(
            session, actor, states=states, need_id=need.id, limit=limit, offset=offset
        )
        return [application for application, _ in rows], total
    if sealed(need, now(session)):
        return [], count_of(session, need)
    found = [one for one in of_need(session, need.id) if not states or one.state in states]
    return found[offset : offset + limit], len(found)


def unconfirmed(session: Session, applications: Collection[Application]) -> set[str]:
    """Ids of those that were sent before the need changed in what must be confirmed."""
    sent = [one for one in applications if one.state == "submitted"]
    changes: dict[str, int] = {}
    if not sent:
        return set()
    found = select(NeedRevision.need_id, NeedRevision.revision, NeedRevision.changed).where(
        NeedRevision.need_id.in_({one.need_id for one in sent})
    )
    for need_id, revision, changed in session.execute(found):
        if set(changed) & set(MUST_CONFIRM):
            changes[need_id] = max(revision, changes.get(need_id, 0))
    return {one.id for one in sent if changes.get(one.need_id, 0) >= one.need_revision}


def live(session: Session, need_id: str, organization_id: str | None) -> Application | None:
    """The firm's application for a need that is neither withdrawn nor lapsed."""
    found = select(Application).where(
        Application.need_id == need_id,
        Application.organization_id == organization_id,
        Application.state.not_in(rules.OVER),
    )
    return session.scalar(found)


def latest(session: Session, actor: Actor, need_id: str) -> Application | None:
    """The newest application of the organisation acted for on a need, whatever its state."""
    if not may(actor, "application.read_own", actor.organization or ""):
        return None
    found = select(Application).where(
        Application.need_id == need_id, Application.organization_id == actor.organization
    )
    newest = found.order_by(Application.created_at.desc(), Application.id.desc())
    return session.scalars(newest.limit(1)).first()


def own_applications(
    session: Session,
    actor: Actor,
    *,
    states: Sequence[str] = (),
    q: str = "",
    need_id: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[tuple[Application, Need]], int]:
    """Those of the organisation acted for, last changed first, and how many there are."""
    require(actor, "application.read_own", actor.organization or "")
    found = _own(str(actor.organization))
    if states:
        found = found.where(Application.state.in_(states))
    if q:
        found = found.where(Need.title.icontains(q, autoescape=True))
    if need_id:
        found = found.where(Need.id == need_id)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    ordered = found.order_by(Application.changed_at.desc(), Application.id)
    rows = session.execute(ordered.limit(limit).offset(offset))
    return [(application, need) for application, need in rows], total


def changeable_of(session: Session, organizations: Sequence[str]) -> list[tuple[Application, Need]]:
    """Drafts and sent applications of these firms, for whoever was asked to look after them."""
    found = (
        select(Application, Need)
        .join(Need, Need.id == Application.need_id)
        .where(
            Application.organization_id.in_(organizations),
            Application.state.in_(rules.CHANGEABLE),
        )
        .order_by(Need.apply_by, Application.id)
    )
    return [(application, need) for application, need in session.execute(found)]


def _own(organization_id: str) -> Select[Application, Need]:
    return (
        select(Application, Need)
        .join(Need, Need.id == Application.need_id)
        .where(Application.organization_id == organization_id)
    )


def states(session: Session, actor: Actor) -> dict[str, int]:
    """How many applications of the organisation acted for are in each state."""
    require(actor, "application.read_own", actor.organization or "")
    counted = (
        select(Application.state, func.count())
        .where(Application.organization_id == actor.organization)
        .group_by(Application.state)
    )
    return dict(session.execute(counted).all())


def versions(session: Session, application: Application) -> list[ApplicationVersion]:
    """What was sent, newest first."""
    found = select(ApplicationVersion).where(ApplicationVersion.application_id == application.id)
    return list(session.scalars(found.order_by(ApplicationVersion.number.desc())))


def last_versions(session: Session, ids: Collection[str]) -> dict[str, ApplicationVersion]:
    """The version that counts, of each of these applications that was sent."""
    found = select(ApplicationVersion).where(ApplicationVersion.application_id.in_(list(ids)))
    ordered = session.scalars(found.order_by(ApplicationVersion.number))
    return {version.application_id: version for version in ordered}


@answers_applied
def applied(session: Session, buyer: str, firms: Collection[str]) -> set[str]:
    """Those of the firms whose applications to a need of the buyer stand and are open: before,
    a fuller profile would tell who applied."""
    found = (
        select(Application, Need)
        .join(Need, Need.id == Application.need_id)
        .where(
            Need.organization_id == buyer,
            Application.organization_id.in_(list(firms)),
            Application.state.in_(rules.STANDING),
        )
    )
    moment = now(session)
    rows = [(one, need) for one, need in session.execute(found) if not sealed(need, moment)]
    fallen = unconfirmed(session, [one for one, _ in rows])
    return {one.organization_id for one, _ in rows if one.id not in fallen}
