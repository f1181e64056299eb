"""Every kind of match. A new one is a folder with the same files, and a line here."""

from __future__ import annotations

from matching.pipeline import Kind
from matching.providers import PROVIDERS
from matching.suppliers import SUPPLIERS

KINDS: tuple[Kind, ...] = (SUPPLIERS, PROVIDERS)


def for_need(need_kind: str) -> Kind:
    """The kind of match that a kind of need asks for; raises KeyError for an unknown one."""
    return {kind.need_kind: kind for kind in KINDS}[need_kind]


def named(name: str) -> Kind:
    """The kind of this name; raises KeyError for an unknown one."""
    return {kind.name: kind for kind in KINDS}[name]
