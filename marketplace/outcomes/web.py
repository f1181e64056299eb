"""Pages of the ledger."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("outcomes", __name__)
