"""JSON routes of organizations."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("organizations", "Organizations")
