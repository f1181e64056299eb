"""Training programmes of support organisations for a workforce need."""

from __future__ import annotations

from matching.pipeline import Kind
from matching.providers import explain, features, retrieve

PROVIDERS = Kind(
    name="provider",
    need_kind="workforce",
    package="providers",
    retrieve=retrieve.retrieve,
    alone=retrieve.alone,
    features=features.feature,
    explain=explain.TEXTS,
)
