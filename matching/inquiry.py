"""A need as the ranker sees it: words, codes, place, buyer, value and day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What suppliers are ranked for. Empty, None or -1 where the need does not say.

    `day` is the proleptic Gregorian ordinal of the moment of ranking; `value` an amount in the
    currency that the deployment's awards are in.
    """

    id: str
    text: str
    buyer: str = ""
    buyer_name: str = ""
    cpv: tuple[str, ...] = ()
    municipality: str = ""
    region: str = ""
    category: str = ""
    value: float | None = None
    day: float = 0.0
