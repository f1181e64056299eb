"""Identifiers of organisations: pairs (scheme, value), each with one spelling.

EDB (ЕДБ) is the tax number, EMBS (ЕМБС) the Central Register's. Other countries' numbers are
taken as written, without blanks at the ends: their rules are not ours to check.
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.mk import edb as _edb

from marketplace.i18n import N_

EDB = "EDB"
EMBS = "EMBS"
DEMO_PREFIX = "999"
"""No known series of real tax numbers begins with it."""


def edb(value: str) -> str:
    """The 13 digits of a tax number; prefix MK in either script, blanks and hyphens may be there.

    Check digit: weights 7,6,5,4,3,2 twice, (-sum mod 11) mod 10 (python-stdnum, stdnum.mk.edb).
    """
    try:
        digits: str = _edb.validate(value)
    except InvalidChecksum:
        raise ValueError(
            N_("The check digit of this EDB does not fit: compare the 13 digits with the tax card.")
        ) from None
    except ValidationError:
        raise ValueError(
            N_("An EDB has 13 digits, with or without MK before them: write all 13.")
        ) from None
    return digits


def embs(value: str) -> str:
    """The 7 digits of a Central Register number; no public rule for a check digit is known."""
    digits = re.sub(r"[\s-]", "", value)
    if not re.fullmatch(r"[0-9]{7}", digits):
        raise ValueError(N_("An EMBS has 7 digits: write all 7, with the zeros at its beginning."))
    return digits


def normalise(scheme: str, value: str) -> str:
    """The stored spelling of an identifier; ValueError says what to correct."""
    if scheme == EDB:
        return edb(value)
    if scheme == EMBS:
        return embs(value)
    text = value.strip()
    if not text:
        raise ValueError(f"The identifier {scheme} is empty: write its value or leave it out.")
    return text


def demo_edb(number: int) -> str:
    """A fictional EDB, valid by its check digit: 999, the number in nine digits, check digit."""
    if not 0 <= number < 10**9:
        raise ValueError("The number of a demo EDB is from 0 to 999999999.")
    first = f"{DEMO_PREFIX}{number:09d}"
    return f"{first}{_edb.calc_check_digit(first)}"
