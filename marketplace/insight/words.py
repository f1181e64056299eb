"""Words of the slice's codes, as pages say them."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_

STANDINGS: Mapping[str, tuple[str, str]] = {
    "reached": (N_("Reached."), "ok"),
    "ahead": (N_("Ahead."), "ok"),
    "near": (N_("Close to the target."), "warn"),
    "behind": (N_("Behind."), "warn"),
    "unknown": (N_("No target is set."), ""),
}
"""How a target stands: its words and its colour."""
PERIOD_STATES: Mapping[str, str] = {
    "open": N_("Open"),
    "submitted": N_("Submitted"),
    "returned": N_("Sent back"),
    "approved": N_("Approved"),
    "locked": N_("Locked"),
}
