"""All tables of a deployment, for migrations and for the check that models and schema agree."""

from __future__ import annotations

from importlib import import_module

import events.tables
import matching.tables
import search.tables
from marketplace.app import SLICES
from marketplace.db import Base

for _module in (*SLICES, "audit", "idempotency", "limits", "mailing"):
    _name = f"{_module}.models" if _module in SLICES else _module
    import_module(f"marketplace.{_name}")

METADATA = [
    events.tables.metadata,
    Base.metadata,
    search.tables.metadata,
    matching.tables.metadata,
]
