"""The JSON routes of organisations stand in several files; this is what they are added to."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("organizations", "Organisations, their members, advisers and verification.")
