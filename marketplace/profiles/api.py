"""JSON routes of profiles."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("profiles", "Profiles")
