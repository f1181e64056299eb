"""JSON routes of the standards."""

from __future__ import annotations

from flask import Response, jsonify

from marketplace.apikit import blueprint, refuses
from marketplace.edge import actor, rule, session
from marketplace.standards.contracting import record_of
from marketplace.standards.schemas import RecordPackageSchema

api = blueprint("standards", "The marketplace in open standards.")


@api.route("/needs/<need_id>/ocds", methods=["GET"])
@api.doc(operationId="getNeedRecord")
@api.response(200, RecordPackageSchema)
@refuses(api)
@rule("public.read")
def get_need_record(need_id: str) -> Response:
    """The need's OCDS record; awards and contracts are told to their parties and the programme."""
    return jsonify(record_of(session(), actor(), need_id))
