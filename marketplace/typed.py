"""What people type, made what a schema reads: numbers of their language, days and hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema, fields

from marketplace.fields import Deadline, Money
from marketplace.presenters.dates import ends
from marketplace.presenters.numbers import number
from marketplace.presenters.numbers import typed as plain

NUMBERS = (fields.Number, Money)


def readable(
    schema: Schema, data: Mapping[str, Any], language: str, zone: ZoneInfo
) -> dict[str, Any]:
    """The nested data with each value in the form that its field takes."""
    return {
        key: _readable(schema.fields.get(key), value, language, zone) for key, value in data.items()
    }


def _readable(field: Any, value: Any, language: str, zone: ZoneInfo) -> Any:
    if isinstance(field, fields.Nested) and isinstance(value, Mapping):
        return readable(field.schema, value, language, zone)
    if isinstance(field, fields.List) and isinstance(value, list):
        return [_readable(field.inner, inner, language, zone) for inner in value]
    if isinstance(field, NUMBERS) and isinstance(value, str):
        return plain(value, language)
    if isinstance(field, Deadline) and isinstance(value, Mapping):
        return deadline(value, zone)
    return value


def deadline(parts: Mapping[str, Any], zone: ZoneInfo) -> str:
    """A day with its hour and offset, or the bare day; what is neither stays for the schema."""
    day, hour = str(parts.get("day") or ""), str(parts.get("hour") or "")
    if not hour:
        return day
    try:
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone).isoformat()
    except ValueError:
        return f"{day}T{hour}"


def day_and_hour(value: Any, zone: ZoneInfo) -> dict[str, str]:
    """What the two inputs of a deadline show: what was typed, or a stored moment; no hour for
    the end of a day."""
    if isinstance(value, Mapping):
        return {"day": value.get("day", ""), "hour": value.get("hour", "")}
    if not value:
        return {"day": "", "hour": ""}
    if len(str(value)) == 10:
        return {"day": str(value), "hour": ""}
    on, at = ends(value, zone)
    return {"day": on.isoformat(), "hour": "" if at == "24:00" else at}


def written(value: Any, language: str) -> str:
    """A stored number as the language writes it, for an input; no grouping of short ones."""
    if value in (None, ""):
        return ""
    return number(value, language)
