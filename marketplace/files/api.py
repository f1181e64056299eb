"""JSON routes of files."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import blueprint, refuses
from marketplace.edge import actor, rule, session
from marketplace.errors import Fault, Invalid
from marketplace.files import proofs, queries
from marketplace.files.models import StoredFile
from marketplace.files.receiving import received, receives_files, receives_own_files
from marketplace.files.rules import ENDINGS
from marketplace.files.schemas import FileSchema, UploadBody
from marketplace.files.sending import attachment
from marketplace.idempotency import replayable

__all__ = ["api", "proofs"]
api = blueprint("files", "Uploaded files: checked, kept outside the web root, given back.")

CONTENT = {
    "description": "The file, to be saved",
    "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ENDINGS},
}


def _answer(file: StoredFile, status: int) -> Response:
    response = jsonify(queries.shown(file))
    response.status_code = status
    response.headers["Location"] = f"/api/v1/files/{file.id}"
    return response


def _again(file_id: str, status: int) -> Response:
    return _answer(queries.visible_file(session(), actor(), file_id), status)


def _received() -> tuple[str, Response]:
    if "file" not in received():
        raise Invalid([Fault("/file", "Choose a file.")])
    file = received()["file"]
    return file.id, _answer(file, 201)


@api.route("/files", methods=["POST"])
@api.doc(operationId="uploadFile")
@receives_files
@api.arguments(UploadBody, location="files")
@api.response(201, FileSchema)
@refuses(api, 409, 413)
@rule("file.upload")
@replayable(_again)
def upload_file(body: dict[str, Any]) -> tuple[str, Response]:
    return _received()


@api.route("/claims/proofs", methods=["POST"])
@api.doc(operationId="uploadProof")
@receives_own_files
@api.arguments(UploadBody, location="files")
@api.response(201, FileSchema)
@refuses(api, 409, 413)
@rule("file.prove")
@replayable(_again)
def upload_proof(body: dict[str, Any]) -> tuple[str, Response]:
    """A file of the person's own, to be named by a claim; nobody else but staff reads it."""
    return _received()


@api.route("/files/<file_id>", methods=["GET"])
@api.doc(operationId="getFile")
@api.response(200, FileSchema)
@refuses(api)
@rule("file.read")
def get_file(file_id: str) -> dict[str, Any]:
    return queries.shown(queries.visible_file(session(), actor(), file_id))


@api.route("/files/<file_id>/content", methods=["GET"])
@api.doc(operationId="downloadFile", responses={"200": CONTENT})
@refuses(api)
@rule("file.read")
def download_file(file_id: str) -> Response:
    return attachment(queries.visible_file(session(), actor(), file_id))
