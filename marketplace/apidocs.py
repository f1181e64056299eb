"""The API's description: OpenAPI 3.1 for programs, a readable page without a CDN for people."""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template

from marketplace.apikit import JsonApi
from marketplace.edge import rule


def install(app: Flask, api: JsonApi) -> None:
    """Serve /api/v1/openapi.json and /api/docs."""

    @app.get("/api/v1/openapi.json")
    @rule("public.read")
    def openapi_document() -> Response:
        return jsonify(api.document())

    @app.get("/api/docs")
    @rule("public.read")
    def api_docs() -> str:
        return render_template("api_docs.html")
