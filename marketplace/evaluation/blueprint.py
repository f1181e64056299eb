"""The blueprints that the slice's modules of routes share."""

from __future__ import annotations

from flask import Blueprint

from marketplace.apikit import blueprint

api = blueprint("evaluation", "Scores, agreed scores, awards, and what each firm is told.")
pages = Blueprint("evaluation", __name__)
