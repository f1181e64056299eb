"""What the templates of organisations show: facts in words, choices, lines of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from marketplace.forms import language
from marketplace.i18n import N_
from marketplace.organizations import rules
from marketplace.organizations.models import Organization
from marketplace.presenters import dates
from marketplace.presenters.states import STATES
from marketplace.templating import zone
from marketplace.vocabularies.places import municipalities, region_name

DECISIONS: Mapping[str, str] = {
    "approve": N_("Approve"),
    "return": N_("Send back"),
    "reject": N_("Reject"),
    "suspend": N_("Suspend"),
}
TASKS: Mapping[str, tuple[str, str]] = {
    "profile": (N_("Profile"), N_("change what is said of the firm")),
    "apply": (N_("Apply"), N_("see matches, ask questions, apply to needs")),
    "deal": (N_("Deals"), N_("deliveries and invoices")),
    "claim": (N_("Claims"), N_("claim jobs and revenue, add evidence")),
    "finance": (N_("Finance"), N_("proposals, requests and consents")),
}


def kinds() -> list[tuple[str, str]]:
    """The kinds of organisations to choose from."""
    return [(kind, _(STATES[f"kind.{kind}"][0])) for kind in rules.KINDS]


def tasks() -> list[tuple[str, str, str]]:
    """The tasks that a delegation can name."""
    return [(task, _(title), _(hint)) for task, (title, hint) in TASKS.items()]


def task_names(chosen: Iterable[str]) -> str:
    """Tasks in words, in one line."""
    return ", ".join(_(TASKS[task][0]) for task in chosen)


def decisions() -> dict[str, str]:
    """The words of the review's buttons."""
    return {decision: _(words) for decision, words in DECISIONS.items()}


def facts(organization: Organization) -> list[tuple[str, Any]]:
    """Names and values of what is said of an organisation."""
    numbers = [f"{one.scheme} {one.value}" for one in organization.identifiers]
    return [
        (_("Name"), organization.name),
        (_("Other names"), list(organization.names.values()) or None),
        (_("What it is"), [_(STATES[f"kind.{kind}"][0]) for kind in organization.kinds]),
        (_("Numbers"), numbers or None),
        (_("Seat"), _seat(organization)),
    ]


def _seat(organization: Organization) -> str:
    parts = []
    if organization.municipality:
        parts.append(municipalities()[organization.municipality].name(language()))
    if organization.region:
        parts.append(region_name(organization.region, language()))
    return ", ".join([*parts, organization.country])


def audit_lines(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Rows of the audit as the table's cells; an adviser stands beside the firm."""
    return [
        [
            dates.moment(row["at"], language(), zone()),
            {"text": row["action"], "small": _details(row["details"])},
            row["user_name"] or "–",
            {"text": row["organization_name"] or "–", "small": _by(row)},
            row["subject"],
        ]
        for row in rows
    ]


def _by(row: Mapping[str, Any]) -> str:
    return _("by %(adviser)s", adviser=row["adviser_name"]) if row["adviser_name"] else ""


def _details(details: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in details.items() if value)
