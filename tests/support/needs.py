"""Needs to post in tests."""

from __future__ import annotations

from typing import Any


def supplier_need(**changes: Any) -> dict[str, Any]:
    """A complete supplier need, with changes."""
    return {
        "kind": "supplier",
        "title": "Stamped steel brackets",
        "description": "Brackets for bus seats, 240,000 pieces a year, zinc plated.",
        "cpv": ["44316500"],
        "lots": [{"title": "Brackets", "quantity": 240000, "unit": "piece", "cpv": "44316500"}],
        "place": {"municipality": None, "region": None, "radius_km": None},
        "budget": {"min": "18000000", "max": "22500000", "currency": "MKD"},
        "apply_by": "2027-01-30",
        "deliver_from": "2027-03-10",
        "deliver_by": "2027-12-20",
        "required_certificates": [],
        "criteria": [{"name": "Quality", "weight": 40}, {"name": "Price", "weight": 60}],
        "business_case": "A second source close to the line.",
    } | changes


def workforce_need(**changes: Any) -> dict[str, Any]:
    """A complete workforce need, with changes."""
    return {
        "kind": "workforce",
        "title": "Sixteen welders for the new line",
        "description": "MIG welders, two shifts; training paid before the start.",
        "occupation": "7212",
        "skills": ["MIG welding"],
        "posts": 16,
        "apply_by": "2027-01-30",
        "start": "2027-06-01",
        "wage": {"min": "32000", "max": "45000", "currency": "MKD"},
        "training": "Sixteen weeks with a certificate.",
        "hiring_commitment": 80,
        "place": {"municipality": None, "region": None, "radius_km": None},
    } | changes
