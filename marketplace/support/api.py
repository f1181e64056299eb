"""JSON routes of support."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import blueprint, listing, page_of, refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.finding import found_schema
from marketplace.idempotency import replayable
from marketplace.paging import next_of, offset_of
from marketplace.support import queries, searching, services
from marketplace.support.schemas import OwnQuery, ServiceContent, ServiceSchema

api = blueprint("support", "Services and training programmes of business support organisations.")


def _answer(service_id: str, status: int = 200) -> Response:
    service, provider = queries.visible_service(session(), actor(), service_id)
    location = f"/api/v1/services/{service.id}" if status == 201 else None
    return tagged(queries.shown(service, provider), service.revision, status, location)


@api.route("/services", methods=["GET"])
@api.doc(operationId="searchServices")
@api.arguments(searching.SEARCH.schema("ServiceQuery"), location="query")
@api.response(200, found_schema(ServiceSchema, "ServicesFound"))
@refuses(api, 503)
@rule("public.read")
def search_services(asked: dict[str, Any]) -> dict[str, Any]:
    return searching.search(session(), actor(), asked)


@api.route("/services", methods=["POST"])
@api.doc(operationId="createService")
@api.arguments(ServiceContent)
@api.response(201, ServiceSchema)
@refuses(api, 409)
@rule("service.update")
@replayable(_answer)
def create_service(content: dict[str, Any]) -> tuple[str, Response]:
    service = services.create_service(session(), actor(), content)
    session().flush()
    return service.id, _answer(service.id, 201)


@api.route("/own/services", methods=["GET"])
@api.doc(operationId="listOwnServices")
@api.arguments(OwnQuery, location="query")
@api.response(200, page_of(ServiceSchema, "ServicePage"))
@refuses(api)
@rule("service.read_own")
def list_own_services(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    offered, total = queries.own_services(session(), actor(), limit=limit, offset=start)
    items = [queries.shown(service, provider) for service, provider in offered]
    return listing(items, next_of(start, limit, total), total)


@api.route("/services/<service_id>", methods=["GET"])
@api.doc(operationId="getService")
@api.response(200, ServiceSchema)
@refuses(api)
@rule("public.read")
def get_service(service_id: str) -> Response:
    return _answer(service_id)


@api.route("/services/<service_id>", methods=["PUT"])
@api.doc(operationId="updateService")
@api.arguments(ServiceContent)
@api.response(200, ServiceSchema)
@refuses(api, 409, 412, 428)
@rule("service.update")
def update_service(content: dict[str, Any], service_id: str) -> Response:
    services.update_service(session(), actor(), service_id, content, expected_revision())
    return _answer(service_id)


@api.route("/services/<service_id>/publish", methods=["POST"])
@api.doc(operationId="publishService")
@api.response(200, ServiceSchema)
@refuses(api, 409, 412)
@rule("service.publish")
@replayable(_answer)
def publish_service(service_id: str) -> tuple[str, Response]:
    services.publish_service(session(), actor(), service_id, given_revision())
    return service_id, _answer(service_id)


@api.route("/services/<service_id>/withdraw", methods=["POST"])
@api.doc(operationId="withdrawService")
@api.response(200, ServiceSchema)
@refuses(api, 409, 412)
@rule("service.update")
@replayable(_answer)
def withdraw_service(service_id: str) -> tuple[str, Response]:
    services.withdraw_service(session(), actor(), service_id, given_revision())
    return service_id, _answer(service_id)
