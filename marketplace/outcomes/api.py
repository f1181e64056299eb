"""JSON routes of the ledger."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("outcomes", "What the work came to: jobs, revenue, indicators and their proof.")
