"""What a service may refuse, and how: one family of exceptions with a code and a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input: a JSON pointer to the field, and what to do about it."""

    pointer: str
    detail: str


class DomainError(Exception):
    """A refusal. `code` is stable for programs, `detail` is a sentence for people."""

    status = 400
    code = "bad-request"
    title = "The request cannot be carried out"

    def __init__(self, detail: str = "", *, code: str = "", **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.code = code or self.code
        self.extra: Mapping[str, Any] = extra


class NotSignedIn(DomainError):
    """Nobody is acting; sign in, or send a token."""

    status = 401
    code = "not-signed-in"
    title = "Sign in first"


class Forbidden(DomainError):
    """The actor may know of the thing, but not do this to it."""

    status = 403
    code = "forbidden"
    title = "You may not do this"


class NotFound(DomainError):
    """There is no such thing, or its existence is not this actor's to know."""

    status = 404
    code = "not-found"
    title = "There is nothing here"


class Conflict(DomainError):
    """The thing's state does not allow this now."""

    status = 409
    code = "conflict"
    title = "This does not fit the present state"


class Stale(DomainError):
    """The edit was made on an older revision than the stored one (If-Match)."""

    status = 412
    code = "stale"
    title = "Somebody changed this after you opened it"


class PreconditionRequired(DomainError):
    """A change of a resource must say which revision it changes."""

    status = 428
    code = "if-match-required"
    title = "Send If-Match with the ETag of the version that you change"


class TooMany(DomainError):
    """A limit on how often or how much is reached."""

    status = 429
    code = "too-many-requests"
    title = "Too many attempts; wait a little"


class Unavailable(DomainError):
    """A part that this needs is away for now; nothing was changed."""

    status = 503
    code = "unavailable"
    title = "This part is not available at the moment"


class Busy(Unavailable):
    """The store had no turn to give, or was away; the request can be sent again as it is."""

    code = "busy"
    title = "The store is busy or away for a moment"


class Invalid(DomainError):
    """The input has faults: all of them at once, each with its field and its fix."""

    status = 422
    code = "invalid"
    title = "Some fields need another look"

    def __init__(self, faults: Sequence[Fault], **extra: Any) -> None:
        super().__init__("; ".join(fault.detail for fault in faults) or self.title, **extra)
        self.faults = tuple(faults)
