"""JSON Schema (2020-12) in few words, for the catalogue's files."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "minLength": 1, "maxLength": 80}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
MONEY: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
"""A decimal as text; its currency stands beside it."""


def one_of(*values: str) -> Schema:
    """One of a closed list of words."""
    return {"type": "string", "enum": list(values)}


def maybe(schema: Schema) -> Schema:
    """The schema, or null for what is not known."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    """A list of the schema."""
    return {"type": "array", "items": schema}


def table(schema: Schema) -> Schema:
    """An object with free keys and values of the schema."""
    return {"type": "object", "additionalProperties": schema}


def obj(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object of exactly these fields; what is recorded may not carry any other."""
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": sorted(required),
        "additionalProperties": False,
    }


PLACE = obj(
    {"municipality": maybe(TEXT), "region": maybe(TEXT)},
    {"country": TEXT, "lat": maybe(NUMBER), "lon": maybe(NUMBER), "radius_km": maybe(NUMBER)},
)
