"""Pages of the standards: none, they are files."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("standards", __name__)
