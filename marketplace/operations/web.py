"""Pages of operations."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("operations", __name__)
