"""What the routes of needs hang on."""

from __future__ import annotations

from flask import Blueprint

from marketplace.apikit import blueprint

api = blueprint("needs", "What lead firms look for: suppliers, or people for posts.")
pages = Blueprint("needs", __name__)
