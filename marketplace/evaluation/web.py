"""Pages of evaluation and award."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("evaluation", __name__)
