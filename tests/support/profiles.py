"""Profiles and services to save in tests."""

from __future__ import annotations

from typing import Any


def firm_profile(**changes: Any) -> dict[str, Any]:
    """A complete profile of a small metal firm, with changes."""
    return {
        "summary": "Stamped and welded steel parts",
        "capabilities": [
            {
                "text": "Stamping up to 250 t",
                "cpv": "44316500",
                "capacity": 40000,
                "unit": "piece",
                "free_share": 0.38,
                "lead_time_days": 28,
                "minimum_order": 500,
            }
        ],
        "nace": ["25.50"],
        "certificates": [
            {"scheme": "iso 9001", "number": "Q-118", "body": "TÜV", "valid_to": "2027-11-02"}
        ],
        "sites": [{"municipality": "Kumanovo", "place": "Industrial zone"}],
        "staff": 14,
        "turnover": [{"year": 2025, "amount": "48200000", "currency": "MKD"}],
        "ownership": {"women": True, "youth": None},
        "languages": ["mk", "en"],
        "export_markets": ["DE"],
        "references": [{"text": "Brackets for a bus maker", "year": 2025, "client": "Bus AG"}],
        "founded": 2014,
        "visibility": {},
    } | changes


def training(**changes: Any) -> dict[str, Any]:
    """A complete training programme, with changes."""
    return {
        "kind": "training",
        "title": "Welding to EN ISO 9606, sixteen weeks",
        "description": "Evening course with practice at a member firm",
        "theme": "workforce",
        "place": {"municipality": "Tetovo"},
        "languages": ["mk", "sq"],
        "cost": {"amount": "38000", "currency": "MKD"},
        "closes": ["certificate-missing:EN 1090"],
        "occupation": "7212",
        "skills": ["MIG welding"],
        "seats": 16,
        "weeks": 16,
        "starts": ["2027-09-01", "2027-02-01"],
        "certificate": "EN ISO 9606",
    } | changes


def advice(**changes: Any) -> dict[str, Any]:
    """A complete service that is no training, with changes."""
    return {
        "kind": "service",
        "title": "Ready for ISO 9001 in five months",
        "description": "A consultant comes six times",
        "theme": "quality",
        "languages": ["mk"],
        "cost": {"amount": "120000", "currency": "MKD"},
        "closes": ["certificate-missing:ISO 9001"],
    } | changes
