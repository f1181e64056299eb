"""Pages of deals."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("deals", __name__)
