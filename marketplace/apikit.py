"""What every JSON route shares: the document, ETags, lists, and how errors are described."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, Response, jsonify, request
from flask_smorest import Api, Blueprint
from marshmallow import RAISE, Schema, ValidationError, fields, validate
from webargs.flaskparser import FlaskParser

from marketplace import problems
from marketplace.errors import DomainError, Invalid
from marketplace.fields import Day, Deadline, Money

BEARER = {"bearer": {"type": "http", "scheme": "bearer"}}


class JsonApi(Api):
    """flask-smorest without its own error handlers: refusals are answered in one place.

    Routes serve at once; the document is made when it is first asked for, since describing them
    all takes several times as long as starting to serve them.
    """

    def __init__(self, app: Flask) -> None:
        self._undescribed: list[Blueprint] = []
        self._describing = threading.Lock()
        super().__init__(
            app,
            spec_kwargs={
                "servers": [{"url": "/"}],
                "components": {"securitySchemes": BEARER},
                "security": [{"bearer": []}, {}],
            },
        )

        for field, format_ in ((Money, "decimal"), (Day, "date"), (Deadline, None)):
            self.register_field(field, "string", format_)

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Left to marketplace.problems."""

    def register_blueprint(self, blp: Blueprint, **options: Any) -> None:
        """Serve the routes of a slice, to be described later."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._undescribed.append(blp)

    def document(self) -> dict[str, Any]:
        """The OpenAPI document of the routes that serve."""
        with self._describing:
            while self._undescribed:
                blp = self._undescribed.pop(0)
                blp.register_views_in_doc(
                    self, self._app, self.spec, name=blp.name, parameters=None
                )
                self.spec.tag({"name": blp.name, "description": blp.description})
            found: dict[str, Any] = self.spec.to_dict()
        return found


class StrictSchema(Schema):
    """A body of exactly the described fields; an unknown one is a fault of its own."""

    class Meta:
        unknown = RAISE
        ordered = True


class FaultSchema(Schema):
    """One fault in the input."""

    pointer = fields.String(metadata={"description": "JSON pointer to the field"})
    detail = fields.String(metadata={"description": "What is wrong and what to do"})


class ProblemSchema(Schema):
    """RFC 9457 problem details."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "Stable word for programs"})
    detail = fields.String()
    errors = fields.List(fields.Nested(FaultSchema))
    current_revision = fields.Integer()
    request_id = fields.String(allow_none=True)


class PageQuery(Schema):
    """What every list takes."""

    class Meta:
        unknown = RAISE

    q = fields.String(load_default="", validate=validate.Length(max=200))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=400))
    sort = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))


def page_of(item: type[Schema], name: str) -> type[Schema]:
    """The schema of a list: items, the cursor of the next page or null, and the total."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(required=True, allow_none=True),
            "total": fields.Integer(required=True),
        },
        name=name,
    )


class StrictParser(FlaskParser):
    """An unknown parameter of a query is a fault, as an unknown field of a body is."""

    DEFAULT_UNKNOWN_BY_LOCATION = FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION | {"query": RAISE}


class SliceBlueprint(Blueprint):
    """Routes whose arguments are read strictly."""

    ARGUMENTS_PARSER = StrictParser()

    def _prepare_arguments_doc(self, doc: Any, doc_info: Any, **more: Any) -> Any:
        """A file and the fields sent beside it are one multipart body."""
        told = doc_info.get("arguments", {}).get("parameters", [])
        parts = [one for one in told if one["in"] in ("files", "form")]
        if len(parts) > 1:
            forms = [one["schema"] for one in parts]
            whole = type("".join(form.__name__ for form in forms), tuple(forms), {})
            body = parts[0] | {"in": "files", "schema": whole}
            told[:] = [body, *(one for one in told if one not in parts)]
        return super()._prepare_arguments_doc(doc, doc_info, **more)


def blueprint(name: str, description: str) -> Blueprint:
    """The JSON routes of a slice."""
    return SliceBlueprint(f"{name}_api", name, description=description)


def refuses(api: Blueprint, *statuses: int) -> Callable[[Any], Any]:
    """Document the problems that a route may answer with, besides those that any may."""

    def add(view: Any) -> Any:
        for status in sorted({401, 403, 404, 422, 429, 503, *statuses}):
            view = api.alt_response(
                status, schema=ProblemSchema, content_type="application/problem+json"
            )(view)
        return view

    return add


def tagged(body: Any, revision: int, status: int = 200, location: str | None = None) -> Response:
    """A resource as JSON with its ETag, and its address when it was created."""
    response = jsonify(body)
    response.status_code = status
    response.set_etag(str(revision))
    if location:
        response.headers["Location"] = location
    return response


def load(schema: Schema, data: Any) -> Any:
    """The data through the schema; raises Invalid with every fault at once."""
    try:
        return schema.load(data)
    except ValidationError as error:
        raise Invalid(list(problems.walk(error.messages))) from error


def body() -> Any:
    """The request's JSON; raises DomainError when it is none."""
    data = request.get_json(silent=True)
    if data is None:
        raise DomainError("The body must be JSON with Content-Type application/json.")
    return data


def listing(items: Sequence[Any], following: str | None, total: int) -> dict[str, Any]:
    """A list as the contract has it."""
    return {"items": list(items), "next": following, "total": total}
