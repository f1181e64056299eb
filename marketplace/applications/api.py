"""JSON routes of applications."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("applications", "What firms offer for a need, sealed until its deadline.")
