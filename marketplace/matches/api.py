"""JSON routes of matches."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("matches", "Matches")
