"""What the pages of an evaluation show, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts.models import User
from marketplace.applications.models import Application
from marketplace.applications.offers import currency_of, lots_of
from marketplace.applications.queries import of_need, sealed
from marketplace.deployment import settings_of
from marketplace.evaluation import charts, ending, queries, schedule, sheet, shown, words
from marketplace.evaluation.agreeing import means_of
from marketplace.evaluation.models import Award, Evaluator
from marketplace.evaluation.results import Results, results
from marketplace.evaluation.rules import criteria_of, judged_places
from marketplace.evaluation.scoring import keys
from marketplace.forms import Form
from marketplace.needs import views as need_views
from marketplace.needs.models import Need
from marketplace.organizations.models import Organization
from marketplace.organizations.queries import members
from marketplace.policy import Actor, may


def frame(session: Session, actor: Actor, need: Need) -> dict[str, Any]:
    """What every page of an evaluation needs: the need's frame, people, and how far it is."""
    evaluation = queries.seen_evaluation(session, need.id)
    people = queries.evaluators(session, need.id)
    waiting = {one.id for one in queries.awaited(session, need.id)}
    mine = next((one for one in people if one.user_id == actor.user), None)
    return need_views.page(session, actor, need, "evaluation") | {
        "evaluation": evaluation,
        "people": people_rows(session, people, waiting),
        "waiting": len(waiting),
        "mine_seat": mine,
        "mine_waits": mine is not None and mine.id in waiting,
        "sealed_now": sealed(need, now(session)),
        "opened": shown.is_open(session, need),
        "how_far": shown.state_of(session, need),
        "unfinished": not schedule.is_finished(session, need),
        "late": not schedule.is_finished(session, need)
        and schedule.is_late(evaluation, now(session)),
        "judged": bool(judged_places(criteria_of(need.content))),
        "may_manage": may(actor, "evaluation.manage", need.organization_id),
        "may_decide": may(actor, "award.decide", need.organization_id),
        "currency": currency_of(need.content, settings_of(session).currency),
    }


def people_rows(
    session: Session, people: Sequence[Evaluator], waiting: set[str]
) -> list[dict[str, Any]]:
    """The evaluators with their names, what they declared, and whether they are waited for."""
    names = names_of(session, [one.user_id for one in people])
    declared = queries.conflicts(session, people)
    firms = firm_names(session, [f for one in declared.values() for f in one if f])
    return [
        {
            "name": names[one.user_id],
            "chair": one.chair,
            "sent_at": one.sent_at,
            "waits": one.id in waiting,
            "declared": one.declared_at is not None,
            "conflicts": [
                (firms.get(firm or ""), sentence) for firm, sentence in declared[one.id].items()
            ],
        }
        for one in people
    ]


def names_of(session: Session, users: Sequence[str]) -> dict[str, str]:
    """Names of persons."""
    found = session.execute(select(User.id, User.name).where(User.id.in_(users)))
    return {row.id: row.name for row in found}


def firm_names(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Names of organisations."""
    found = session.execute(
        select(Organization.id, Organization.name).where(Organization.id.in_(ids))
    )
    return {row.id: row.name for row in found}


def candidates(session: Session, need: Need) -> list[tuple[str, str]]:
    """Members of the buyer who can evaluate: (id, name), by name."""
    able = members(session, need.organization_id, "editor")
    return sorted(names_of(session, able).items(), key=lambda one: one[1])


def applicants(session: Session, need: Need) -> list[tuple[Application, str]]:
    """The applications with their firms' names, in the order in which they came."""
    applications = of_need(session, need.id)
    names = firm_names(session, [one.organization_id for one in applications])
    return [(one, names[one.organization_id]) for one in applications]


def sheet_page(session: Session, need: Need, person: Evaluator, form: Form | None) -> Any:
    """An evaluator's own sheet: per lot, criteria down and firms across; no price, no total."""
    free = {one.id for one in queries.to_score(session, need, person)}
    rows = applicants(session, need)
    criteria = criteria_of(need.content)
    stored = {
        (one.application_id, one.lot, one.criterion): (one.value, one.note)
        for one in queries.scores_of(session, [person])
    }
    lots = []
    for place, lot in enumerate(lots_of(need.content)):
        offering = [one for one in rows if _offers(one[0], place) and one[0].id in free]
        lots.append({"lot": place, **lot, "firms": offering})
    return {
        "form": form or Form.filled(sheet.filled(stored)),
        "lots": [lot for lot in lots if lot["firms"]],
        "criteria": [(at, criteria[at]) for at in judged_places(criteria)],
        "barred": [name for one, name in rows if one.id not in free],
        "cell": sheet.field,
    }


def _offers(application: Application, lot: int) -> bool:
    return any(row["lot"] == lot for row in application.content["lots"])


def results_page(session: Session, need: Need, currency: str) -> dict[str, Any]:
    """The arithmetic of each lot with its bars and what can be said of its order."""
    found = results(session, need)
    return {
        "results": found,
        "lots": [
            {
                "lot": lot,
                "wide": charts.stacked(lot.lines, found.names, narrow=False),
                "narrow": charts.stacked(lot.lines, found.names, narrow=True),
                "firmness": list(words.firmness(found, lot, currency)),
                "each": each_evaluator(session, need, found, lot.lot),
            }
            for lot in found.lots
            if lot.lines
        ],
        "looks": charts.CLASSES,
        "figure": words.figure,
    }


def each_evaluator(session: Session, need: Need, found: Results, lot: int) -> dict[str, Any]:
    """What each evaluator gave: a row for each firm and criterion, with the mean and what was
    agreed."""
    people = queries.evaluators(session, need.id)
    scores = [one for one in queries.scores_of(session, people) if one.lot == lot]
    given = {(s.evaluator_id, s.application_id, s.criterion): s for s in scores}
    means = means_of(scores)
    agreed = {
        (one.application_id, one.lot, one.criterion): one
        for one in queries.agreed(session, list(found.applications.values()))
    }
    rows = [
        {
            "firm": found.names[application],
            "criterion": found.criteria[criterion].name,
            "given": [given.get((one.id, application, criterion)) for one in people],
            "mean": mean,
            "agreed": agreed.get((application, lot, criterion)),
        }
        for (application, _lot, criterion), mean in sorted(means.items())
    ]
    names = names_of(session, [one.user_id for one in people])
    return {"names": [names[one.user_id] for one in people], "rows": rows}


def agree_page(session: Session, need: Need, form: Form | None) -> dict[str, Any]:
    """The chair's form: the mean of each score, and what is agreed instead with its reason."""
    found = results(session, need)
    means = means_of(queries.scores_of(session, queries.evaluators(session, need.id)))
    agreed = {
        (one.application_id, one.lot, one.criterion): (one.value, one.reason)
        for one in queries.agreed(session, list(found.applications.values()))
    }
    held = {key: agreed.get(key, (str(mean), "")) for key, mean in means.items()}
    rows = [
        {
            "key": key,
            "firm": found.names[key[0]],
            "lot": found.lots[key[1]].title,
            "criterion": found.criteria[key[2]].name,
            "mean": mean,
        }
        for key, mean in sorted(means.items(), key=lambda one: (one[0][1], one[0][2], one[0][0]))
    ]
    return {
        "form": form or Form.filled(sheet.filled(held, "why")),
        "rows": rows,
        "cell": sheet.field,
        "many_lots": len(found.lots) > 1,
        "figure": words.figure,
    }


def own_keys(session: Session, need: Need, person: Evaluator) -> set[Any]:
    """What the evaluator's sheet has fields for."""
    return keys(need, queries.to_score(session, need, person))


def award_row(session: Session, award: Award) -> dict[str, Any]:
    """An award with its firm's name and what can still be done with it."""
    names = firm_names(session, [award.supplier_id])
    return {
        "award": award,
        "firm": names[award.supplier_id],
        "open": ending.is_open(session, award),
    }
