"""Rules of the codes themselves; nothing here reads a list."""

from __future__ import annotations

import re

CPV_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)
NACE_SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43),
    "G": (45, 47), "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68),
    "M": (69, 75), "N": (77, 82), "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93),
    "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip


def cpv_check_digit(code: str) -> str:
    """Ninth digit of a CPV code: sum of the eight digits weighted 3,7,1,3,7,1,3,7, mod 10.

    Found from the list of 2008: 8,924 of its 9,457 printed digits follow it; the others stand in
    a few branches (03.3, 09, 42.1, 72.2) that the publisher says were numbered wrongly. A printed
    digit therefore counts as right wherever the list has one.
    """
    if not re.fullmatch(r"\d{8}", code):
        raise ValueError(f"A CPV code has 8 digits, like 45262680; this is {code!r}.")
    return str(sum(w * int(d) for w, d in zip(CPV_WEIGHTS, code, strict=True)) % 10)


def prefixes(cpv: str) -> tuple[str, ...]:
    """Significant digits of a CPV code, widest first: '03111000' gives 03, 031, 0311, 03111.

    Trailing zeros say nothing, except that a division always has two digits ('30000000': 30).
    """
    significant = cpv[:8].rstrip("0")
    length = max(len(significant), 2)
    return tuple(cpv[:n] for n in range(2, length + 1))


def nace_section(code: str) -> str:
    """Section letter (Rev. 2) of a section, division, group or class, dotted or not."""
    if code in NACE_SECTIONS:
        return code
    if code[:2].isdigit():
        for letter, (first, last) in NACE_SECTIONS.items():
            if first <= int(code[:2]) <= last:
                return letter
    raise ValueError(f"No NACE Rev. 2 section holds {code!r}; write a code like 25.62.")


def dotted(nace: str) -> str:
    """'2562' as '25.62'; what is dotted, a division or a section stays as it is."""
    digits = nace.strip().upper().replace(".", "")
    return f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits
