"""Pages of awards."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("awards", __name__)
