"""Pages of the change feed: none, it is for programs."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("changes", __name__)
