"""Pages of the ledger."""

from __future__ import annotations

from marketplace.outcomes.blueprint import pages

__all__ = ["pages"]
