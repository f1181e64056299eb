"""Pages of applications."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("applications", __name__)
