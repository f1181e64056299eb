"""Decisions on organisations: standard library only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from marketplace.i18n import N_

KINDS = ("lead_firm", "msme", "bso", "lender", "programme")
STATES = (
    "unclaimed",
    "draft",
    "submitted",
    "returned",
    "verified",
    "rejected",
    "suspended",
    "merged",
)
PUBLIC = ("unclaimed", "verified")
"""States in which everybody may know of an organisation."""
TASKS = ("profile", "apply", "deal", "claim", "finance")
TRUSTED_KINDS = frozenset({"programme", "lender"})
"""Kinds that give powers over others: they count only once the organisation is verified."""
LONGEST_DELEGATION = timedelta(days=731)
Faults = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A decision on an organisation: states before, state after, whether it needs a reason."""

    before: tuple[str, ...]
    after: str
    reason: bool


DECISIONS: Mapping[str, Step] = {
    "approve": Step(("submitted", "suspended"), "verified", reason=False),
    "return": Step(("submitted",), "returned", reason=True),
    "reject": Step(("submitted", "returned"), "rejected", reason=True),
    "suspend": Step(("verified", "unclaimed", "submitted"), "suspended", reason=True),
}


def effective_kinds(kinds: Collection[str], state: str) -> frozenset[str]:
    """The kinds that count for permissions."""
    return frozenset(kinds) if state == "verified" else frozenset(kinds) - TRUSTED_KINDS


def way_in(state: str) -> tuple[str | None, str]:
    """What somebody can do whose number is that of an organisation in this state: "claim", "join"
    or nothing of their own, and the sentence that says so."""
    if state == "unclaimed":
        return "claim", N_("An organisation with this number is here already: claim it.")
    if state in ("rejected", "suspended"):
        return None, N_(
            "An organisation with this number was turned down or suspended: write to the"
            " programme's staff."
        )
    return "join", N_("An organisation with this number is registered already: ask to join it.")


def faults_of_submission(
    country: str, home: str, schemes: Collection[str], place: Mapping[str, Any]
) -> Faults:
    """What an organisation still lacks before its verification can be asked for."""
    faults = []
    if country == home and "EDB" not in schemes:
        faults.append(("/identifiers", N_("Add the EDB (tax number) of the organisation.")))
    if country == home and not place.get("region"):
        faults.append(("/place/municipality", N_("Choose the municipality of the seat.")))
    if country != home and not schemes:
        faults.append(
            ("/identifiers", N_("Add a registration number of the organisation's country."))
        )
    return faults


def needs_new_verification(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Which of the facts that staff have verified a change touches."""
    changed = [name for name in ("name", "country") if before[name] != after[name]]
    if set(before["kinds"]) != set(after["kinds"]):
        changed.append("kinds")
    if _pairs(before["identifiers"]) != _pairs(after["identifiers"]):
        changed.append("identifiers")
    return changed


def faults_of_delegation(tasks: Sequence[str], until: date, today: date) -> Faults:
    """What is wrong with letting an adviser act for so long."""
    faults = []
    if not tasks:
        faults.append(("/tasks", N_("Choose at least one task.")))
    if until < today:
        faults.append(("/until", N_("Choose today or a day to come.")))
    if until > today + LONGEST_DELEGATION:
        faults.append(("/until", N_("A delegation lasts at most two years; renew it then.")))
    return faults


def _pairs(identifiers: Sequence[Mapping[str, str]]) -> set[tuple[str, str]]:
    return {(one["scheme"], one["value"]) for one in identifiers}
