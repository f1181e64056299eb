"""What must hold between scores, decisions, awards and applications; `verify` asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.contributions import Check
from marketplace.evaluation import queries, rules
from marketplace.evaluation.models import Award, Decision, Evaluation
from marketplace.evaluation.results import kept, lines_of, results
from marketplace.evaluation.rules import Bid, criteria_of
from marketplace.evaluation.standing import standing_of
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.ports import Ports

STATES = {"standing": "selected", "final": "awarded"}


def totals_are_their_sums(session: Session, ports: Ports) -> Iterator[str]:
    """What a decision kept is what its scores and prices give, worked out again."""
    for decision in session.scalars(select(Decision).execution_options(yield_per=100)):
        content = need_rules.complete(session.get_one(Need, decision.need_id).content)
        criteria, formula = criteria_of(content), content["price_formula"]
        for lot in decision.result:
            lines = lines_of(lot)
            judged = rules.judged_places(criteria)
            bids = [
                Bid(
                    line.application,
                    line.price,
                    {at: score for at in judged if (score := line.scores[at]) is not None},
                )
                for line in lines
            ]
            if rules.ranked(criteria, formula, bids) != lines:
                yield f"decision {decision.id}: lot {lot['lot']} does not add up"


def decisions_follow_scores(session: Session, ports: Ports) -> Iterator[str]:
    """The scores that a decision kept are those agreed on; nobody's were changed since."""
    made = select(Decision).where(Decision.state == "made")
    for decision in session.scalars(made):
        need = session.get_one(Need, decision.need_id)
        if kept(results(session, need)) != decision.result:
            yield f"decision {decision.id}: scores or prices changed since"


def awards_are_as_offered(session: Session, ports: Ports) -> Iterator[str]:
    """No award gives more than was offered, or at another price; no lot is given twice over."""
    live = select(Award).where(Award.state.in_(queries.LIVE))
    given: dict[tuple[str, int], Decimal] = {}
    for award in session.scalars(live):
        content = session.get_one(Application, award.application_id).content
        offered = {row["lot"]: row for row in content["lots"]}
        for row in award.lots:
            place = award.need_id, row["lot"]
            given[place] = given.get(place, Decimal()) + Decimal(str(row["quantity"]))
            of = offered.get(row["lot"])
            if of is None or of["price"] != row["price"] or of["quantity"] < row["quantity"]:
                yield f"award {award.id}: lot {row['lot']} is not as it was offered"
    for (need_id, lot), quantity in given.items():
        asked = (session.get_one(Need, need_id).content.get("lots") or ())[lot : lot + 1]
        if asked and asked[0]["quantity"] is not None and quantity > asked[0]["quantity"]:
            yield f"need {need_id}: more of lot {lot} is given than asked for"


def applications_know_their_awards(session: Session, ports: Ports) -> Iterator[str]:
    """An application is selected or awarded exactly while an award of it holds."""
    chosen = select(Application).where(Application.state.in_(STATES.values()))
    awards = select(Award).where(Award.state.in_(queries.LIVE))
    held: dict[str, set[str]] = {}
    for award in session.scalars(awards):
        held.setdefault(award.application_id, set()).add(STATES[award.state])
    found = {one.id: one.state for one in session.scalars(chosen)}
    for application in held.keys() | found.keys():
        due = "awarded" if held.get(application) == {"awarded"} else "selected"
        if application not in held or found.get(application) != due:
            yield f"application {application} is {found.get(application)}, not as its award says"


def needs_are_awarded_when_decided(session: Session, ports: Ports) -> Iterator[str]:
    """An awarded need has every lot decided and an award that is final."""
    for need in session.scalars(select(Need).where(Need.state == "awarded")):
        standing = standing_of(session, need)
        every = {lot["lot"] for one in standing.decisions for lot in one.result}
        if {one.state for one in standing.live()} != {"final"} or every - standing.decided():
            yield f"need {need.id} is awarded, but not everything is decided"


def scores_open_when_all_are_in(session: Session, ports: Ports) -> Iterator[str]:
    """No evaluation is open while somebody is waited for."""
    opened = select(Evaluation).where(Evaluation.opened_at.is_not(None))
    for evaluation in session.scalars(opened):
        if queries.awaited(session, evaluation.need_id):
            yield f"evaluation {evaluation.need_id} is open, but not all have sent"


CHECKS: Mapping[str, Check] = {
    "evaluation-sums": totals_are_their_sums,
    "evaluation-scores": decisions_follow_scores,
    "evaluation-awards": awards_are_as_offered,
    "evaluation-applications": applications_know_their_awards,
    "evaluation-needs": needs_are_awarded_when_decided,
    "evaluation-sealed": scores_open_when_all_are_in,
}
