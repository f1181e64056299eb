"""Files that prove a claim: a later slice takes them in and keeps them; this one asks it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any, Protocol

from sqlalchemy.orm import Session

from marketplace.errors import Fault
from marketplace.policy import Actor


class Keeper(Protocol):
    """Whoever keeps files."""

    def receive(self, view: Any) -> Any:
        """The view, with the upload of its request taken in before it runs, as the person's own."""

    def received(self) -> str | None:
        """The id of this request's upload."""

    def faults(self) -> Sequence[Fault]:
        """What is wrong with this request's upload."""

    def attach(self, session: Session, actor: Actor, claim_id: str, file_id: str) -> None:
        """Keep the person's file with the claim; Invalid for any but their own unused one."""

    def release(self, session: Session, claim_id: str) -> None:
        """The claim's file goes within a day."""

    def names(self, session: Session, file_ids: Sequence[str]) -> dict[str, str]:
        """Names of these files by id."""


_keepers: list[Keeper] = []


def keeps_proofs(keeper: Keeper) -> None:
    """Register who keeps them."""
    _keepers[:] = [keeper]


def keeper() -> Keeper:
    """Who keeps them."""
    return _keepers[0]


def receives_proof(view: Any) -> Any:
    """Mark a view, outside its `rule`, whose upload is the person's proof."""

    @wraps(view)
    def first(*args: Any, **kwargs: Any) -> Any:
        return keeper().receive(view)(*args, **kwargs)

    return first
