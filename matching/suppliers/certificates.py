"""Required certificates: each must be valid from the first to the last day of delivery."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.checks import Case, Condition, Tell
from matching.firms import UNSAID, Firms

if TYPE_CHECKING:
    from matching.suppliers.eligibility import Asked

INVITE = "Invite it to confirm"
RENEW = "Ask for the date of the renewal audit"

CASES = (
    Case("certificate", "met"),
    Case("certificate-expires", "failed", RENEW),
    Case("certificate-later", "failed", "Move the first delivery"),
    Case("certificate-undated", "unknown", INVITE),
    Case("certificate-missing", "failed", "Certify, and add the certificate to the profile"),
    Case("certificate-unknown", "unknown", INVITE),
)
VALID, EXPIRES, LATER, UNDATED, MISSING, UNKNOWN = range(6)


def certificates(asked: Asked) -> Iterator[Condition]:
    """One condition for each required scheme."""
    need = asked.need
    first = need.deliver_from or need.deliver_by or asked.today
    last = need.deliver_by or first
    for scheme in need.certificates:
        yield certificate(asked, scheme, first, last)


def certificate(asked: Asked, scheme: str, first: date, last: date) -> Condition:
    """One scheme, held against the certificates that are shown."""
    held = asked.directory.firms.certificates
    row = newest(asked, scheme)
    own = row >= 0
    begins, ends = np.zeros(len(row)), np.zeros(len(row))
    begins[own], ends[own] = held.get("valid_from", row[own]), held.get("valid_to", row[own])
    which = np.where(ends < last.toordinal(), EXPIRES, VALID)
    which = np.where(begins > first.toordinal(), LATER, which)
    which = np.where(ends == 0, UNDATED, which)
    missing = np.where(asked.said("certified") == UNSAID, UNKNOWN, MISSING)
    which = np.where(own, which, missing)
    return Condition(CASES, which, row, telling(asked.directory.firms, scheme, first))


def newest(asked: Asked, scheme: str) -> Any:
    """The row of each candidate's certificate of the scheme that is valid longest; -1 if none."""
    firms = asked.directory.firms
    rows, at = firms.certificates.spans.gather(asked.candidates)
    own = firms.certificates.get("scheme", rows) == firms.schemes.get(scheme)
    rows, at = rows[own], at[own]
    ordered = np.lexsort((-rows, firms.certificates.get("valid_to", rows)))
    found = np.full(len(asked.candidates), -1)
    found[at[ordered]] = rows[ordered]
    return found


def telling(firms: Firms, scheme: str, first: date) -> Tell:
    """What is said of a row of the certificates."""

    def tell(case: Case, row: int) -> tuple[str, dict[str, str]]:
        facts = {"scheme": scheme}
        if case is CASES[UNKNOWN]:
            return f"Not known whether it holds {scheme}", facts
        if case is CASES[MISSING]:
            return f"{scheme} not held", facts
        if case is CASES[UNDATED]:
            return f"Not known until when {scheme} is valid", facts
        held = firms.certificates.columns
        ends = date.fromordinal(held["valid_to"].values.item(row))
        facts["valid_to"] = ends.isoformat()
        if case is CASES[VALID]:
            return f"{scheme} valid until {ends}", facts
        if case is CASES[EXPIRES]:
            facts["when"] = "starts" if ends < first else "ends"
            return f"{scheme} expires {ends}, before delivery {facts['when']}", facts
        begins = date.fromordinal(held["valid_from"].values.item(row))
        facts["valid_from"] = begins.isoformat()
        return f"{scheme} is valid only from {begins}, after delivery starts", facts

    return tell
