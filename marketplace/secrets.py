"""Secrets that we hand out: random text for the bearer, a hash for the store."""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "mkt_"


def new_secret() -> tuple[str, str]:
    """A fresh secret of 256 bits and the hash to keep of it."""
    secret = PREFIX + secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """SHA-256 in hex; enough for secrets of 256 random bits, unlike for passwords."""
    return hashlib.sha256(secret.encode()).hexdigest()
