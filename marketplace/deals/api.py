"""Deals for programs: read, deliver, accept, invoice, pay, complete."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import listing, refuses
from marketplace.deals import (
    answers,
    api_more,
    billing,
    deliveries,
    ending,
    fair,
    queries,
    schemas,
    shown,
)
from marketplace.deals.blueprint import again, answer, api, part
from marketplace.deals.models import Delivery, Invoice, Payment
from marketplace.edge import actor, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.organizations.queries import visible
from marketplace.paging import next_of, offset_of

__all__ = ["api", "api_more"]

delivery = part(Delivery, shown.delivery_shown)
invoice = part(Invoice, shown.invoice_shown)
payment = part(Payment, shown.payment_shown)


@api.route("/deals", methods=["GET"])
@api.doc(operationId="listDeals")
@api.arguments(schemas.DealQuery, location="query")
@api.response(200, answers.DealPage)
@refuses(api)
@rule("deal.read")
def list_deals(wanted: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    found, total = queries.own_deals(
        session(),
        actor(),
        states=wanted["state"],
        **{name: wanted[name] for name in ("role", "need", "q", "sort")},
        limit=limit,
        offset=start,
    )
    return listing([shown.shown(deal) for deal in found], next_of(start, limit, total), total)


@api.route("/deals/<deal_id>", methods=["GET"])
@api.doc(operationId="getDeal")
@api.response(200, answers.WholeDealSchema)
@refuses(api)
@rule("deal.read")
def get_deal(deal_id: str) -> Response:
    return again(deal_id, 200)


@api.route("/deals/<deal_id>/start", methods=["POST"])
@api.doc(operationId="startDeal")
@api.response(200, answers.WholeDealSchema)
@refuses(api, 409, 412)
@rule("deal.supply")
@replayable(again)
def start_deal(deal_id: str) -> tuple[str, Response]:
    return deal_id, answer(deliveries.start(session(), actor(), deal_id, given_revision()))


@api.route("/deals/<deal_id>/deliveries", methods=["POST"])
@api.doc(operationId="recordDelivery")
@api.arguments(schemas.DeliveryBody)
@api.response(201, answers.DeliverySchema)
@refuses(api, 409, 412)
@rule("deal.supply")
@replayable(delivery)
def record_delivery(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    made = deliveries.record_delivery(session(), actor(), deal_id, body, given_revision())
    return made.id, delivery(made, 201)


@api.route("/deals/<deal_id>/deliveries/<delivery_id>/accept", methods=["POST"])
@api.doc(operationId="acceptDelivery")
@api.arguments(schemas.AcceptanceBody)
@api.response(200, answers.DeliverySchema)
@refuses(api, 409, 412)
@rule("deal.accept")
@replayable(delivery)
def accept_delivery(body: dict[str, Any], deal_id: str, delivery_id: str) -> tuple[str, Response]:
    act = deliveries.accept_delivery
    made = act(session(), actor(), deal_id, delivery_id, body, given_revision())
    return made.id, delivery(made, 200)


@api.route("/deals/<deal_id>/deliveries/<delivery_id>/reject", methods=["POST"])
@api.doc(operationId="rejectDelivery")
@api.arguments(schemas.DealReasonBody)
@api.response(200, answers.DeliverySchema)
@refuses(api, 409, 412)
@rule("deal.accept")
@replayable(delivery)
def reject_delivery(body: dict[str, Any], deal_id: str, delivery_id: str) -> tuple[str, Response]:
    act = deliveries.reject_delivery
    made = act(session(), actor(), deal_id, delivery_id, body["reason"], given_revision())
    return made.id, delivery(made, 200)


@api.route("/deals/<deal_id>/invoices", methods=["POST"])
@api.doc(operationId="recordInvoice")
@api.arguments(schemas.InvoiceBody)
@api.response(201, answers.InvoiceSchema)
@refuses(api, 409, 412)
@rule("deal.supply")
@replayable(invoice)
def record_invoice(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    made = billing.record_invoice(session(), actor(), deal_id, body, given_revision())
    return made.id, invoice(made, 201)


@api.route("/deals/<deal_id>/payments", methods=["POST"])
@api.doc(operationId="recordPayment")
@api.arguments(schemas.PaymentBody)
@api.response(201, answers.PaymentSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(payment)
def record_payment(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    made = billing.record_payment(session(), actor(), deal_id, body, given_revision())
    return made.id, payment(made, 201)


@api.route("/deals/<deal_id>/payments/<payment_id>/confirm", methods=["POST"])
@api.doc(operationId="confirmPayment")
@api.response(200, answers.PaymentSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(payment)
def confirm_payment(deal_id: str, payment_id: str) -> tuple[str, Response]:
    made = billing.confirm_payment(session(), actor(), deal_id, payment_id, given_revision())
    return made.id, payment(made, 200)


@api.route("/deals/<deal_id>/payments/<payment_id>/deny", methods=["POST"])
@api.doc(operationId="denyPayment")
@api.arguments(schemas.DealReasonBody)
@api.response(200, answers.PaymentSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(payment)
def deny_payment(body: dict[str, Any], deal_id: str, payment_id: str) -> tuple[str, Response]:
    act = billing.deny_payment
    made = act(session(), actor(), deal_id, payment_id, body["reason"], given_revision())
    return made.id, payment(made, 200)


@api.route("/deals/<deal_id>/complete", methods=["POST"])
@api.doc(operationId="completeDeal")
@api.response(200, answers.WholeDealSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(again)
def complete_deal(deal_id: str) -> tuple[str, Response]:
    return deal_id, answer(ending.complete_deal(session(), actor(), deal_id, given_revision()))


@api.route("/deals/<deal_id>/terminate", methods=["POST"])
@api.doc(operationId="terminateDeal")
@api.arguments(schemas.DealReasonBody)
@api.response(200, answers.WholeDealSchema)
@refuses(api, 409, 412)
@rule("deal.act")
@replayable(again)
def terminate_deal(body: dict[str, Any], deal_id: str) -> tuple[str, Response]:
    act = ending.terminate_deal
    return deal_id, answer(act(session(), actor(), deal_id, body["reason"], given_revision()))


@api.route("/organizations/<organization_id>/fair-dealing", methods=["GET"])
@api.doc(operationId="getFairDealing")
@api.response(200, answers.FairSchema)
@refuses(api)
@rule("organization.read")
def get_fair_dealing(organization_id: str) -> dict[str, Any]:
    buyer = visible(session(), actor(), organization_id)
    return fair.shown(fair.figures(session(), buyer.id))
