"""JSON routes of awards."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("awards", "Awards")
