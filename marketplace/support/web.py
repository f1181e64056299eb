"""Pages of support."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("support", __name__)
