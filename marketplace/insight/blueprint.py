"""The blueprints that the slice's files of routes share."""

from __future__ import annotations

from flask import Blueprint

from marketplace.apikit import blueprint

api = blueprint("insight", "Targets against actuals, the funnel from need to paid deal.")
pages = Blueprint("insight", __name__)
