"""JSON routes of home."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("home", "Home")
