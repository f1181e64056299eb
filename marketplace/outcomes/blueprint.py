"""The blueprints that the slice's files of routes share."""

from __future__ import annotations

from flask import Blueprint

from marketplace.apikit import blueprint

api = blueprint("outcomes", "What the work came to: jobs, revenue, indicators and their proof.")
pages = Blueprint("outcomes", __name__)
