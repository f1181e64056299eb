"""Forecast and pace: pure arithmetic on the sums of quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

LEAST, MOST = 4, 8
"""Complete quarters that a forecast needs at least, and uses at most."""
CONFIDENCE = 80
"""Per cent of cases in which the interval is to hold what comes, if quarters go on as before."""
STUDENT = {2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440}
"""Two-sided 80 % points of Student's t by degrees of freedom (quarters less two)."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a sum comes to: `value`, and `low` to `high` with CONFIDENCE, from `points` quarters."""

    value: float
    low: float
    high: float
    points: int


def forecast(known: float, quarters: Sequence[float], ahead: int) -> Forecast | None:
    """`known` and what `ahead` further quarters add to it; None with fewer than LEAST quarters.

    An ordinary least squares line through the last MOST sums of complete quarters, oldest first.
    The variance of the sum of h coming values is s² (h + h²/n + (Σ(xᵢ - x̄))² / Sxx), with s² the
    squared residuals by n - 2 degrees of freedom. With none ahead it is what is known.
    """
    if ahead <= 0:
        return Forecast(known, known, known, len(quarters[-MOST:]))
    held = [float(one) for one in quarters[-MOST:]]
    count = len(held)
    if count < LEAST:
        return None
    middle, mean = (count - 1) / 2, sum(held) / count
    spread = sum((place - middle) ** 2 for place in range(count))
    slope = sum((place - middle) * (one - mean) for place, one in enumerate(held)) / spread
    line = [mean + slope * (place - middle) for place in range(count + ahead)]
    rest = sum((one - line[place]) ** 2 for place, one in enumerate(held)) / (count - 2)
    away = sum(place - middle for place in range(count, count + ahead))
    error = sqrt(rest * (ahead + ahead**2 / count + away**2 / spread))
    reach, adds = STUDENT[count - 2] * error, sum(line[count:])
    return Forecast(known + adds, known + adds - reach, known + adds + reach, count)


def pace(target: float, known: float, quarters: int) -> float | None:
    """What each of the quarters left must bring; nought once reached, None with none left."""
    if known >= target:
        return 0.0
    return (target - known) / quarters if quarters > 0 else None


def standing(known: float, target: float | None, value: float | None) -> str:
    """In one word how an indicator stands: reached, ahead, near, behind or unknown.

    `value` is the forecast, or the figure itself where there is none: near from nine tenths on.
    """
    if not target:
        return "unknown"
    if known >= target:
        return "reached"
    share = (known if value is None else value) / target
    return "ahead" if share >= 1 else "near" if share >= 0.9 else "behind"
