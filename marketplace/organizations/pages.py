"""The pages of organisations stand in several files; this is what they are added to."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("organizations", __name__)
