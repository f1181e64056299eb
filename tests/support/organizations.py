"""Organisations to enter in tests."""

from __future__ import annotations

from typing import Any

from marketplace.vocabularies.identifiers import demo_edb


def organization(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A complete Macedonian firm, with changes."""
    return {
        "name": "Limkov DOO",
        "names": {"mk": "Лимков ДОО"},
        "kinds": ["msme"],
        "identifiers": [
            {"scheme": "EDB", "value": demo_edb(number)},
            {"scheme": "EMBS", "value": f"{7_500_000 + number}"},
        ],
        "country": "MK",
        "place": {"municipality": "Kumanovo", "region": None},
    } | changes
