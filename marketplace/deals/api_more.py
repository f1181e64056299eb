"""Deals for programs: delays, changes of the contract, disputes, undoing, ratings."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import refuses
from marketplace.deals import answers, changes, deliveries, disputes, ending, schemas, shown, undo
from marketplace.deals.blueprint import again, answer, api, part
from marketplace.deals.models import Dispute, Proposal, Rating
from marketplace.edge import actor, given_revision, rule, session
from marketplace.idempotency import replayable

change = part(Proposal, shown.proposal_shown)
dispute = part(Dispute, shown.dispute_shown)
rating = part(Rating, shown.rating_shown)


@api.route("/deals/<deal_id>/delays", methods=["POST"])
@api.doc(operationId="reportDelay")
@api.arguments(schemas.DelayBody)
@api.response(200, answers.WholeDealSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(again)
def report_delay(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    act = deliveries.report_delay
    deal = act(session(), actor(), deal_id, body["until"], body["reason"], given_revision())
    return deal.id, answer(deal)


@api.route("/deals/<deal_id>/changes", methods=["POST"])
@api.doc(operationId="proposeChange")
@api.arguments(schemas.DealChangeBody)
@api.response(201, answers.DealChangeSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(change)
def propose_change(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    made = changes.propose_change(session(), actor(), deal_id, body, given_revision())
    return made.id, change(made, 201)


@api.route("/deals/<deal_id>/changes/<change_id>/accept", methods=["POST"])
@api.doc(operationId="acceptChange")
@api.arguments(schemas.AgreementBody)
@api.response(200, answers.DealChangeSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(change)
def accept_change(body: dict[str, Any], deal_id: str, change_id: str) -> tuple[str, Response]:
    act, explicit = changes.accept_change, body["explicit_term"]
    made = act(session(), actor(), deal_id, change_id, explicit, given_revision())
    return made.id, change(made, 200)


@api.route("/deals/<deal_id>/changes/<change_id>/refuse", methods=["POST"])
@api.doc(operationId="refuseChange")
@api.arguments(schemas.DealReasonBody)
@api.response(200, answers.DealChangeSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(change)
def refuse_change(body: dict[str, Any], deal_id: str, change_id: str) -> tuple[str, Response]:
    act = changes.refuse_change
    made = act(session(), actor(), deal_id, change_id, body["reason"], given_revision())
    return made.id, change(made, 200)


@api.route("/deals/<deal_id>/disputes", methods=["POST"])
@api.doc(operationId="openDispute")
@api.arguments(schemas.DisputeBody)
@api.response(201, answers.DisputeSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(dispute)
def open_dispute(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    made = disputes.open_dispute(session(), actor(), deal_id, body, given_revision())
    return made.id, dispute(made, 201)


@api.route("/deals/<deal_id>/disputes/<dispute_id>/steps", methods=["POST"])
@api.doc(operationId="answerDispute")
@api.arguments(schemas.StepBody)
@api.response(200, answers.DisputeSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(dispute)
def answer_dispute(body: dict[str, Any], deal_id: str, dispute_id: str) -> tuple[str, Response]:
    act, said = disputes.answer_dispute, (body["text"], body["settles"])
    made = act(session(), actor(), deal_id, dispute_id, *said, given_revision())
    return made.id, dispute(made, 200)


@api.route("/deals/<deal_id>/disputes/<dispute_id>/close", methods=["POST"])
@api.doc(operationId="closeDispute")
@api.response(200, answers.DisputeSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(dispute)
def close_dispute(deal_id: str, dispute_id: str) -> tuple[str, Response]:
    made = disputes.close_dispute(session(), actor(), deal_id, dispute_id, given_revision())
    return made.id, dispute(made, 200)


@api.route("/deals/<deal_id>/undo", methods=["POST"])
@api.doc(operationId="undoOnDeal")
@api.response(200, answers.WholeDealSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(again)
def undo_on_deal(deal_id: str) -> tuple[str, Response]:
    return deal_id, answer(undo.undo_last(session(), actor(), deal_id, given_revision()))


@api.route("/deals/<deal_id>/ratings", methods=["POST"])
@api.doc(operationId="rateDeal")
@api.arguments(schemas.RatingBody)
@api.response(201, answers.RatingSchema)
@refuses(api, 409)
@rule("deal.act")
@replayable(rating)
def rate_deal(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    made = ending.rate(session(), actor(), deal_id, body["score"], body["text"])
    return made.id, rating(made, 201)
