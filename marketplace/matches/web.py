"""Pages of matches."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("matches", __name__)
