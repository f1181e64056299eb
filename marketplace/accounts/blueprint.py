"""The pages of accounts stand in several files; this is what they are added to."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("accounts", __name__)
