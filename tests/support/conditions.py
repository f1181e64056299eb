"""One firm held against a need's conditions, as ranking holds many."""

from __future__ import annotations

from datetime import date

import numpy as np

from matching.checks import Check, Conditions
from matching.snapshots import Need, Organization
from matching.state import State
from matching.suppliers.eligibility import Asked, conditions


def held(need: Need, firm: Organization, today: date, *, proved: bool = False) -> Conditions:
    """The need's conditions with this firm as the only candidate."""
    state = State()
    candidates = np.array([state.put_organization(firm)], dtype=np.int32)
    return conditions(Asked(need, state.directory, candidates, today, np.array([proved])))


def check(
    need: Need, firm: Organization, today: date, *, proved: bool = False
) -> tuple[Check, ...]:
    """What becomes of each condition, in words."""
    return held(need, firm, today, proved=proved).checks(0)
