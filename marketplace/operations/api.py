"""JSON routes of operations."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("operations", "Operations")
