"""Deals for programs."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("deals", "Awards being delivered, accepted, invoiced and paid.")
