"""Suppliers for a supplier need."""

from __future__ import annotations

from matching.pipeline import Kind
from matching.suppliers import explain, features, retrieve

SUPPLIERS = Kind(
    name="supplier",
    need_kind="supplier",
    package="suppliers",
    retrieve=retrieve.retrieve,
    alone=retrieve.alone,
    features=features.feature,
    explain=explain.TEXTS,
)
