"""JSON routes of vocabularies."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("vocabularies", "Vocabularies")
