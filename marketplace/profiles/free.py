"""What a firm shows as free: less what its open deals on this marketplace still take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def left_free(
    capabilities: Sequence[Mapping[str, Any]], promised: Mapping[str, float]
) -> list[dict[str, Any]]:
    """The capabilities, each with the share of its capacity that is free after what is `promised`
    a month in its unit; one without capacity or share stays as it is."""
    return [_less(one, promised.get(one.get("unit") or "", 0)) for one in capabilities]


def _less(one: Mapping[str, Any], promised: float) -> dict[str, Any]:
    share, capacity = one.get("free_share"), one.get("capacity")
    if not promised or not capacity or share is None:
        return dict(one)
    return {**one, "free_share": round(max(share - promised / capacity, 0), 4)}
