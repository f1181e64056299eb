"""Award histories to import in tests."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from marketplace.awards.loading import Counts, Terms
from marketplace.awards.services import import_file
from marketplace.policy import OPERATOR
from marketplace.wiring import read_awards
from tests.support.world import World

COLUMNS = [
    "award_id",
    "country",
    "lang",
    "source",
    "date",
    "date_published",
    "buyer_id",
    "buyer",
    "title",
    "category",
    "method",
    "cpv",
    "cpv_label",
    "region",
    "municipality",
    "value",
    "currency",
    "estimate",
    "n_bids",
    "supplier_id",
    "supplier",
    "supplier_place",
    "supplier_kind",
]


def row(number: int = 1, **changes: str) -> dict[str, str]:
    """One award of a Portuguese municipality, with changes."""
    return {
        "award_id": f"PT{number:06d}",
        "country": "PT",
        "lang": "pt",
        "source": "base.gov.pt",
        "date": "2024-01-02",
        "date_published": "2024-01-05",
        "buyer_id": "506579425",
        "buyer": "Município de Exemplo",
        "title": f"Manutenção de elevadores {number}",
        "category": "services",
        "cpv": "50750000",
        "cpv_label": "Serviços de manutenção de elevadores",
        "region": "Faro",
        "municipality": "Faro",
        "value": "1843.2",
        "currency": "EUR",
        "supplier_id": f"50144{number:04d}",
        "supplier": f"Elevadores {number}, Lda.",
        "supplier_kind": "company",
    } | changes


def csv_file(*rows: dict[str, str], columns: list[str] = COLUMNS) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def release(number: int = 1, **changes: Any) -> dict[str, Any]:
    """An OCDS release with one award to one supplier."""
    return {
        "ocid": f"ocds-exemplo-{number}",
        "id": "1",
        "date": "2024-01-05T10:00:00Z",
        "tag": ["award"],
        "parties": [
            {"id": "B", "name": "Buyer AD", "identifier": {"scheme": "MK-CR", "id": "6000001"}},
            {"id": "S", "name": "Supplier DOO", "identifier": {"scheme": "HU-AFA", "id": "77"}},
        ],
        "buyer": {"id": "B", "name": "Buyer AD"},
        "tender": {"id": "t", "title": "Steel brackets", "mainProcurementCategory": "goods"},
        "awards": [
            {
                "id": "a",
                "status": "active",
                "date": "2024-01-03T00:00:00Z",
                "value": {"amount": 1200.5, "currency": "EUR"},
                "suppliers": [{"id": "S", "name": "Supplier DOO"}],
                "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "44316500"}}],
            }
        ],
    } | changes


def package(*releases: dict[str, Any]) -> bytes:
    """A release package."""
    return json.dumps({"uri": "https://example.org", "releases": list(releases)}).encode()


def load(
    world: World, content: bytes, name: str = "history.csv", dry_run: bool = False, **terms: Any
) -> Counts:
    """Import a file as the command does."""
    path = world.runtime.settings.data / name
    path.write_bytes(content)
    return import_file(world.sessions, OPERATOR, Terms(**terms), read_awards(path), dry_run=dry_run)
