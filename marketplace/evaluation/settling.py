"""What each application becomes by the decisions that hold, and what its firm is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.applications.queries import of_need
from marketplace.applications.services import decide
from marketplace.evaluation import outcomes
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.results import lines_of
from marketplace.evaluation.rules import criteria_of
from marketplace.evaluation.standing import Standing, standing_of
from marketplace.needs.models import Need
from marketplace.policy import Actor

UNSCORED = ("total", "band", "rank", "of")
"""What is not told where people judged without scores."""


def settle(session: Session, actor: Actor | None, need: Need, *, revert: bool = False) -> None:
    """Bring every application to what the decisions make of it, with its explanation.

    An application whose lots are open again stays as it is told until they are decided anew,
    unless an undone decision is to `revert`.
    """
    standing = standing_of(session, need)
    for application in of_need(session, need.id):
        state = state_of(standing, application, revert=revert)
        facts = explanation(standing, application) if state else None
        changed = _told(facts) != _told(application.outcome)
        if state and (state != application.state or (changed and state != "submitted")):
            decide(session, actor, application, state, facts)


def _told(outcome: Mapping[str, Any] | None) -> list[tuple[int, str]]:
    """What the firm was told of each lot, in short."""
    return [(lot["lot"], lot["reason"]) for lot in (outcome or {}).get("lots", ())]


def state_of(standing: Standing, application: Application, *, revert: bool) -> str | None:
    """The state that an application is due; None to leave it as it is."""
    mine = standing.live(application.id)
    if mine:
        return "awarded" if all(one.state == "final" for one in mine) else "selected"
    offered = {row["lot"] for row in application.content["lots"]}
    if offered <= standing.decided() or standing.left(application.id):
        return "not_selected"
    return "submitted" if revert and application.state != "submitted" else None


def explanation(standing: Standing, application: Application) -> dict[str, Any]:
    """What the firm reads of every decided lot that it offered; the first that was won, else the
    first, stands on top. `message` is what somebody wrote."""
    lots = [
        told
        for row in application.content["lots"]
        if (told := of_lot(standing, application, row["lot"])) is not None
    ]
    top = next((lot for lot in lots if lot["reason"] == "won"), lots[0]) if lots else {}
    return {name: top[name] for name in top if name not in ("lot", "title")} | {"lots": lots}


def of_lot(standing: Standing, application: Application, lot: int) -> dict[str, Any] | None:
    """What is told of one lot; None while it is not decided."""
    left = standing.left(application.id, lot)
    decision = standing.of_lot(lot) or (standing.decision(left) if left else None)
    if decision is None:
        return None
    kept = next(one for one in decision.result if one["lot"] == lot)
    content = standing.need.content
    arithmetic = outcomes.Lot(criteria_of(content), lines_of(kept), standing.won(lot))
    disclosed = bool(content.get("disclose"))
    told = outcomes.told(arithmetic, application.id, disclosed, standing.names)
    if not kept["scored"]:
        told |= dict.fromkeys(UNSCORED)
    reason = _reason(application.id, arithmetic, left, scored=kept["scored"])
    message = _message(decision, reason, left, application.id, lot)
    return {"lot": lot, "title": kept["title"], "reason": reason, "message": message, **told}


def _reason(application: str, lot: outcomes.Lot, left: Award | None, *, scored: bool) -> str:
    """A word for what became of a lot for the firm; docs/evaluation.md lists them."""
    if application in lot.won:
        return "won"
    if left is not None:
        return left.state
    if not lot.won:
        return "none"
    if not scored:
        return "unscored"
    better = lot.line(application).rank <= lot.line(lot.won[0]).rank
    return "order" if better else "rank"


def _message(
    decision: Decision, reason: str, left: Award | None, application: str, lot: int
) -> str | None:
    """What was written: on the lot, by whoever ended the award, or to this firm."""
    if reason == "none":
        return decision.none.get(str(lot))
    return left.reason if left is not None else decision.reasons.get(application)
