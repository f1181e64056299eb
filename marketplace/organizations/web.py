"""Pages of organizations."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("organizations", __name__)
