"""Uploaded files: only that their content is no longer wanted."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import ID, obj

FILE = obj({"id": ID})

TYPES = (
    EventType(
        "file.discarded",
        "files",
        "a file's content is to be removed: nothing refers to it",
        FILE,
        {"id": "0193c1a2-0000-7000-8000-000000000f01"},
    ),
)
