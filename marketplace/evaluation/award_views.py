"""What the pages of awards show: the form of a decision, what was decided, one award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from marketplace.applications.offers import lots_of
from marketplace.evaluation import deciding, ending, queries, words
from marketplace.evaluation.award_rules import State
from marketplace.evaluation.models import Award
from marketplace.evaluation.results import LotResult, Results, results
from marketplace.evaluation.rules import rounded
from marketplace.evaluation.views import award_row, firm_names
from marketplace.forms import Form, language
from marketplace.needs.models import Need
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, may
from marketplace.presenters.numbers import number


def decide_page(session: Session, need: Need, form: Form | None) -> dict[str, Any]:
    """The form of a decision: quantities filled in by rank, reasons drafted from the scores."""
    found = results(session, need)
    state = deciding.state_of(session, need, found)
    drafts = words.drafts(found)
    standing = {lot.lot for lot in found.lots if _is_open(lot, state)}
    return {
        "form": form or Form.filled(_proposal(found, state, drafts)),
        "results": found,
        "drafts": drafts,
        "open_lots": [lot for lot in found.lots if lot.lot in standing],
        "firms": _firms(found, state, standing),
        "figure": words.figure,
    }


def _is_open(lot: LotResult, state: State) -> bool:
    left = state.left_of_lot(lot.lot)
    taken = any(place[0] == lot.lot for place in state.taken)
    return lot.lot not in state.closed and (left > 0 if left is not None else not taken)


def _firms(found: Results, state: State, standing: set[int]) -> list[dict[str, Any]]:
    """Firms in the order of their best rank, each with what it offers of the open lots."""
    rows: dict[str, dict[str, Any]] = {}
    for lot in found.lots:
        for line in lot.lines:
            place = (lot.lot, line.application)
            row = rows.setdefault(
                line.application,
                {"id": line.application, "name": found.names[line.application], "offers": []},
            )
            row["rank"] = min(row.get("rank", line.rank), line.rank)
            if lot.lot in standing and place not in state.barred:
                row["offers"].append((lot, line, state.left_of_offer(place)))
    return sorted(rows.values(), key=lambda row: (row["rank"], row["name"]))


def _proposal(found: Results, state: State, drafts: Mapping[str, str]) -> dict[str, Any]:
    """Each open lot to the first who stand by their offers, as far as it goes."""
    give: dict[str, dict[str, str]] = {}
    for lot in found.lots:
        left = state.left_of_lot(lot.lot)
        if not found.scored or not _is_open(lot, state):
            continue
        for line in lot.lines:
            place = (lot.lot, line.application)
            if place in state.barred:
                continue
            whole = state.left_of_offer(place)
            part = whole if left is None else min(whole, left)
            if part > 0:
                give.setdefault(line.application, {})[f"l{lot.lot}"] = f"{part.normalize():f}"
            if left is None:
                break
            left -= part
    return {"give": give, "reasons": dict(drafts)}


def decided(session: Session, need: Need) -> list[dict[str, Any]]:
    """What was decided and holds: each decision with its awards, and whether it can be undone."""
    titles = [lot["title"] for lot in lots_of(need.content)]
    found = []
    for one in queries.decisions(session, need.id):
        awards = queries.of_decision(session, one)
        found.append(
            {
                "decision": one,
                "awards": [
                    award_row(session, award) | {"lots": _given(award, titles)} for award in awards
                ],
                "none": [(titles[int(lot)], reason) for lot, reason in one.none.items()],
                "undo": ending.can_undo(session, one, awards),
            }
        )
    return found


def _given(award: Award, titles: Sequence[str]) -> list[str]:
    """What was given of which lot, in words."""
    return [f"{titles[row['lot']]}: {number(row['quantity'], language())}" for row in award.lots]


def award_page(session: Session, actor: Actor, award: Award) -> dict[str, Any]:
    """One award as its buyer or its supplier reads it."""
    need = session.get_one(Need, award.need_id)
    names = firm_names(session, [award.buyer_id, award.supplier_id])
    lots = lots_of(need.content)
    rows = [{**lots[row["lot"]], **row, "value": value_of(row)} for row in award.lots]
    return award_row(session, award) | {
        "need": need,
        "names": names,
        "rows": rows,
        "total": sum((row["value"] for row in rows), Decimal("0.00")),
        "supplies": may(actor, "award.read", award.supplier_id),
        "may_decline": may(actor, "award.decline", award.supplier_id),
        "may_cancel": may(actor, "award.decide", award.buyer_id),
        "supplier": get_organization(session, award.supplier_id),
    }


def value_of(row: Mapping[str, Any]) -> Decimal:
    """Quantity times price of an awarded lot, net, to two places."""
    return rounded(Decimal(str(row["quantity"])) * Decimal(row["price"]))
