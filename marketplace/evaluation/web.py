"""Pages of evaluation and award."""

from __future__ import annotations

from marketplace.evaluation.blueprint import pages

__all__ = ["pages"]
