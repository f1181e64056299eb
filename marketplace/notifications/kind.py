"""What one thing to tell is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """What a person chooses about together; `mail` is what holds until they choose."""

    label: str
    mail: str = "each"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to tell: msgids that take facts by name, and the page's path made of them."""

    group: str
    subject: str
    line: str
    path: str
