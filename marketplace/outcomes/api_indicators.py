"""JSON routes of indicators, periods, plans and shares."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import listing, refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.outcomes import (
    assisting,
    closing,
    contributions,
    lateness,
    opening,
    planning,
    public,
    queries,
    rules,
    setting,
    sheets,
)
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.blueprint import api
from marketplace.outcomes.indicator_schemas import (
    AssistanceBody,
    BehindPage,
    BehindQuery,
    ContributionsBody,
    ContributionsSchema,
    CutPage,
    IndicatorPage,
    IndicatorQuery,
    IndicatorSchema,
    IndicatorsQuery,
    MoveBody,
    OverlapSchema,
    PeriodPage,
    PlanBody,
    PlanSchema,
    ReportingPeriodSchema,
    SheetBody,
)
from marketplace.outcomes.models import ContributionSet, Period, Standing
from marketplace.paging import next_of, offset_of
from marketplace.policy import require

SHOWN_PERIODS = 12


def _indicator(code: str, period: str) -> dict[str, Any]:
    found = sheets.get(session(), code)
    actual = public.figure(session(), actor(), code, period)
    return public.sheet(session(), found) | {"actual": actual}


@api.route("/indicators", methods=["GET"])
@api.doc(operationId="listIndicators")
@api.arguments(IndicatorsQuery, location="query")
@api.response(200, IndicatorPage)
@refuses(api)
@rule("public.read")
def list_indicators(wanted: dict[str, Any]) -> dict[str, Any]:
    period = public.period_of(session(), wanted["period"])
    words = wanted["q"].lower()
    codes = [
        one.code for one in sheets.every(session()) if words in f"{one.code} {one.name}".lower()
    ]
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    found = [_indicator(code, period) for code in codes[start : start + limit]]
    return listing(found, next_of(start, limit, len(codes)), len(codes))


@api.route("/indicators/<code>", methods=["GET"])
@api.doc(operationId="getIndicator")
@api.arguments(IndicatorQuery(exclude=["dimension"]), location="query")
@api.response(200, IndicatorSchema)
@refuses(api)
@rule("public.read")
def get_indicator(wanted: dict[str, Any], code: str) -> Response:
    found = _indicator(code, public.period_of(session(), wanted["period"]))
    return tagged(found, found["revision"])


@api.route("/indicators/<code>", methods=["PUT"])
@api.doc(operationId="updateIndicator")
@api.arguments(SheetBody)
@api.response(200, IndicatorSchema)
@refuses(api, 409, 412, 428)
@rule("indicator.update")
def update_indicator(body: dict[str, Any], code: str) -> Response:
    sheets.update_indicator(session(), actor(), code, body, expected_revision())
    found = _indicator(code, public.period_of(session(), None))
    return tagged(found, found["revision"])


@api.route("/indicators/<code>/cuts", methods=["GET"])
@api.doc(operationId="listIndicatorCuts")
@api.arguments(IndicatorQuery, location="query")
@api.response(200, CutPage)
@refuses(api)
@rule("public.read")
def list_cuts(wanted: dict[str, Any], code: str) -> dict[str, Any]:
    period = public.period_of(session(), wanted["period"])
    found = public.cuts(session(), actor(), code, period, wanted["dimension"])
    return listing(found, None, len(found))


@api.route("/indicators/<code>/behind", methods=["GET"])
@api.doc(operationId="listBehindIndicator")
@api.arguments(BehindQuery, location="query")
@api.response(200, BehindPage)
@refuses(api)
@rule("outcome.read_all")
def list_behind(wanted: dict[str, Any], code: str) -> dict[str, Any]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    period = public.period_of(session(), wanted["period"])
    queries.kind_with_entries(code)
    cut = (code, period, wanted["dimension"], wanted["bucket"])
    found, total = opening.opens_to(session(), *cut, limit=limit, offset=start)
    return listing([_behind(one) for one in found], next_of(start, limit, total), total)


def _behind(one: opening.Behind) -> dict[str, Any]:
    return {
        "organization": one.organization,
        "value": plain(one.value),
        "waiting": plain(one.waiting),
        "entries": [
            queries.entry_fields(entry, session().get_one(Standing, entry.id))
            for entry, _ in one.entries
        ],
    }


@api.route("/indicators/<code>/overlap", methods=["GET"])
@api.doc(operationId="getOverlap")
@api.arguments(IndicatorQuery(exclude=["dimension"]), location="query")
@api.response(200, OverlapSchema)
@refuses(api)
@rule("outcome.read_all")
def get_overlap(wanted: dict[str, Any], code: str) -> dict[str, Any]:
    period = public.period_of(session(), wanted["period"])
    queries.kind_with_entries(code)
    found = contributions.overlap(session(), code, period)
    pairs = [
        {"one": one, "other": other, "firms": firms}
        for (one, other), firms in found["pairs"].items()
    ]
    return found | {"indicator": code, "period": period, "pairs": pairs}


def _period(found: Period) -> dict[str, Any]:
    span = closing.span_of(session(), found.code)
    return {
        "code": found.code,
        "starts": span.starts.isoformat(),
        "ends": span.ends.isoformat(),
        "due": lateness.due_of(session(), found.code).isoformat(),
        "state": found.state,
        "revision": found.revision,
        "locked_at": found.locked_at.isoformat() if found.locked_at else None,
        "late": [
            {"organization": one.organization, "what": one.what, "days": one.days}
            for one in lateness.late(session(), found.code)
        ],
    }


@api.route("/periods", methods=["GET"])
@api.doc(operationId="listPeriods")
@api.response(200, PeriodPage)
@refuses(api)
@rule("outcome.read_all")
def list_periods() -> dict[str, Any]:
    recent = setting.calendar(session()).recent(setting.today(session()), SHOWN_PERIODS)
    found = [_period(closing.get(session(), one.code)) for one in recent]
    return listing(found, None, len(found))


@api.route("/periods/<period>", methods=["GET"])
@api.doc(operationId="getPeriod")
@api.response(200, ReportingPeriodSchema)
@refuses(api)
@rule("outcome.read_all")
def get_period(period: str) -> Response:
    found = closing.get(session(), period)
    return tagged(_period(found), found.revision)


def _moved(code: str, status: int) -> Response:
    found = closing.get(session(), code)
    return tagged(_period(found), found.revision, status)


@api.route("/periods/<period>/lock", methods=["POST"])
@api.doc(operationId="lockPeriod")
@api.arguments(MoveBody)
@api.response(200, ReportingPeriodSchema)
@refuses(api, 409, 412)
@rule("period.move")
@replayable(_moved)
def lock_period(body: dict[str, Any], period: str) -> tuple[str, Response]:
    found = closing.move_period(
        session(), actor(), period, "lock", body["reason"], given_revision()
    )
    return found.code, _moved(found.code, 200)


@api.route("/periods/<period>/<any(submit, return, approve):move>", methods=["POST"])
@api.doc(operationId="movePeriod")
@api.arguments(MoveBody)
@api.response(200, ReportingPeriodSchema)
@refuses(api, 409, 412)
@rule("period.move")
@replayable(_moved)
def move_period(body: dict[str, Any], period: str, move: str) -> tuple[str, Response]:
    found = closing.move_period(session(), actor(), period, move, body["reason"], given_revision())
    return found.code, _moved(found.code, 200)


def _shares(found: ContributionSet, status: int) -> Response:
    answer = {
        "id": found.id,
        "organization": found.organization_id,
        "basis": found.basis,
        "shares": found.shares,
        "reason": found.reason,
        "own": plain(rules.own_share(found.shares)),
    }
    response = jsonify(answer)
    response.status_code = status
    return response


def _shares_again(identifier: str, status: int) -> Response:
    return _shares(session().get_one(ContributionSet, identifier), status)


@api.route("/outcomes/contributions", methods=["POST"])
@api.doc(operationId="recordContributions")
@api.arguments(ContributionsBody)
@api.response(201, ContributionsSchema)
@refuses(api, 409)
@rule("outcome.enter")
@replayable(_shares_again)
def record_contributions(body: dict[str, Any]) -> tuple[str, Response]:
    found = contributions.record_contributions(session(), actor(), body)
    return found.id, _shares(found, 201)


@api.route("/outcomes/assistances", methods=["POST"])
@api.doc(operationId="recordAssistance")
@api.arguments(AssistanceBody)
@api.response(201, AssistanceBody)
@refuses(api, 409)
@rule("outcome.enter")
def record_assistance(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    assisting.record_assistance(session(), actor(), body)
    return body, 201


@api.route("/outcomes/sampling", methods=["GET"])
@api.doc(operationId="getSamplingPlan")
@api.response(200, PlanSchema)
@refuses(api)
@rule("outcome.read_all")
def get_plan() -> dict[str, Any]:
    require(actor(), "outcome.read_all")
    return planning.shown(session())


def _plan_again(identifier: str, status: int) -> Response:
    response = jsonify(planning.shown(session()))
    response.status_code = status
    return response


@api.route("/outcomes/sampling", methods=["POST"])
@api.doc(operationId="setSamplingPlan")
@api.arguments(PlanBody)
@api.response(201, PlanSchema)
@refuses(api, 409)
@rule("outcome.verify")
@replayable(_plan_again)
def set_plan(body: dict[str, Any]) -> tuple[str, Response]:
    found = planning.set_plan(session(), actor(), body)
    return found.id, _plan_again(found.id, 201)
