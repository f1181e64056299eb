"""JSON routes of notifications."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("notifications", "Notifications")
