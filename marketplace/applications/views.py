"""What the pages of one application show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications import filling, hooks, offers, queries, rules, tables, words
from marketplace.applications.models import Application, ApplicationVersion
from marketplace.applications.schemas import MOST_FILES, ApplicationContent
from marketplace.applications.shown import readable_content
from marketplace.conflict import differences
from marketplace.deployment import settings_of
from marketplace.files.queries import names as file_names
from marketplace.forms import Form
from marketplace.i18n import N_
from marketplace.matches.views import fit_of
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, may
from marketplace.presenters.dates import ends
from marketplace.profiles.hooks import promised
from marketplace.templating import zone

LABELS = {"lots": N_("What you offer"), "answers": N_("Answers"), **words.PARTS}


def about(session: Session, need: Need) -> dict[str, Any]:
    """What every page of an application says of its need."""
    return {
        "need": need,
        "buyer": get_organization(session, need.organization_id),
        "currency": offers.currency_of(need.content, settings_of(session).currency),
        "is_open": need_rules.is_open(need.state, need.apply_by, now(session)),
        "last_day": ends(need.apply_by, zone())[0] if need.apply_by else None,
        "tables": tables,
    }


def form_page(
    session: Session, actor: Actor, need: Need, form: Form, application: Application | None
) -> dict[str, Any]:
    """The form: what is asked, how the firm fits, what it has promised elsewhere."""
    files = file_names(session, form.values("attachments"))
    return about(session, need) | {
        "application": application,
        "sent": application is not None and application.state == "submitted",
        "lot_rows": filling.lot_rows(form, need),
        "answer_rows": filling.answer_rows(form, need),
        "files": [(one.id, one.name) for one in files.values()],
        "most_files": MOST_FILES,
        "fit": fit_of(session, actor, need.id),
        "promises": promised(session, str(actor.organization)),
    }


def page(session: Session, actor: Actor, application: Application) -> dict[str, Any]:
    """One application, as its firm or its buyer reads it."""
    need = session.get_one(Need, application.need_id)
    own = queries.is_own(actor, application)
    waits = application.id in queries.unconfirmed(session, [application])
    sealed = queries.sealed(need, now(session))
    facts = about(session, need) | _content(session, actor, application, need)
    return facts | {
        "application": application,
        "own": own,
        "firm": get_organization(session, application.organization_id),
        "standing": words.standing(application, need, waits, now(session)),
        "waits": waits,
        "sealed": sealed,
        "step": _step(application, sealed),
        "may_change": own
        and facts["is_open"]
        and application.state in rules.CHANGEABLE
        and may(actor, "application.write", application.organization_id),
        "may_send": may(actor, "application.submit", application.organization_id),
        "lacks": _lacks(session, application, need),
        "outcome": words.outcome(application.outcome, need.title) if own else [],
        "versions": queries.versions(session, application) if own else [],
        "advisers": _advisers(session, application),
    }


def _content(
    session: Session, actor: Actor, application: Application, need: Need
) -> dict[str, Any]:
    content = readable_content(session, actor, application, need)
    answered = {one["criterion"] for one in content["answers"] if one["text"]}
    criteria = [one["name"] for one in offers.answerable(need.content)]
    hidden = hooks.prices_sealed(session, need) and not queries.is_own(actor, application)
    return {
        "content": content,
        "files": file_names(session, content["attachments"]),
        "unanswered": [name for name in criteria if name not in answered],
        "prices_hidden": hidden,
    }


def version_page(
    session: Session, application: Application, version: ApplicationVersion
) -> dict[str, Any]:
    """One version as it was sent."""
    need = session.get_one(Need, application.need_id)
    asked = offers.lots_of(need.content)
    return about(session, need) | {
        "application": application,
        "version": version,
        "content": version.content,
        "files": file_names(session, version.content["attachments"]),
        "changes": words.changes(version.changed, asked),
        "advisers": _advisers(session, application),
    }


def conflict(application: Application, form: Form) -> dict[str, Any]:
    """Both versions of an application that somebody saved meanwhile."""
    mine = form.load(ApplicationContent())
    labels = {name: _(label) for name, label in LABELS.items()}
    return {
        "application": application,
        "fields": differences(mine, application.content, labels),
        "mine": form.pairs(),
        "theirs": Form.filled(application.content).pairs(),
    }


def _step(application: Application, sealed: bool) -> int:
    """Where it stands in its story of draft, sent, opened, decided; 0 where that has ended."""
    if application.state in rules.OVER:
        return 0
    if application.decided_at:
        return 4
    return 1 if application.submitted_at is None else 2 if sealed else 3


def _lacks(session: Session, application: Application, need: Need) -> list[str]:
    """Names of the parts in which a draft is not whole yet."""
    if application.state != "draft":
        return []
    today = now(session).date()
    faults = rules.faults_of_sending(application.content, offers.lots_of(need.content), today)
    pointers = [pointer.strip("/").split("/") for pointer, _detail in faults]
    found = [_(words.FIELDS[path[2]]) for path in pointers if len(path) == 3]
    return list(dict.fromkeys(found or [_(LABELS[path[0]]) for path in pointers]))


def _advisers(session: Session, application: Application) -> Mapping[str, str]:
    """Names of the support organisations that acted for the firm on it."""
    versions = queries.versions(session, application)
    ids: Iterable[str | None] = {application.adviser_id, *(one.adviser_id for one in versions)}
    return {one: get_organization(session, one).name for one in ids if one}
