"""Pages of vocabularies."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("vocabularies", __name__)
