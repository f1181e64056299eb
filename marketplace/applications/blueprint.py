"""The blueprint that this slice's modules of pages share."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("applications", __name__)
