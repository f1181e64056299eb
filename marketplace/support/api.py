"""JSON routes of support."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("support", "Support")
