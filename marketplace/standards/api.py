"""JSON routes of the standards."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("standards", "The marketplace in open standards.")
