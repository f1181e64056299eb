"""Passwords by argon2id. Slow on purpose: never call these inside a writing transaction."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hash_password(password: str) -> str:
    """The argon2id hash, with its parameters in it."""
    return _hasher().hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether it is the password; an account that is unknown or has none takes as long."""
    try:
        return _hasher().verify(stored or _of_nobody(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _of_nobody() -> str:
    return hash_password("nobody has this password")
