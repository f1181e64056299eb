"""JSON routes of evaluation and award."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("evaluation", "Scores, agreed scores, awards, and what each firm is told.")
