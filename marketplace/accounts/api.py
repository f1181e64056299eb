"""JSON routes of accounts."""

from __future__ import annotations

from marketplace.apikit import blueprint

api = blueprint("accounts", "Accounts")
