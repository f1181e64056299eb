"""Secrets that we hand out, and the deployment's own key with what is sealed by it."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from typing import Any

from marketplace.config import Settings

PREFIX = "mkt_"


def new_secret() -> tuple[str, str]:
    """A fresh secret of 256 bits and the hash to keep of it."""
    secret = PREFIX + secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """SHA-256 in hex; enough for secrets of many random bits, unlike for passwords."""
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_key(settings: Settings) -> str:
    """The key that signs cookies; the embedded stack keeps one of its own in DATA_DIR."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.data / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(new_secret()[0])
    return path.read_text()


def seal(settings: Settings, text: str) -> str:
    """The text encrypted (AES-256-GCM as a compact JWE), for secrets that must be read again."""
    from joserfc import jwe

    header = {"alg": "dir", "enc": "A256GCM"}
    return jwe.encrypt_compact(header, text.encode(), _sealing_key(secret_key(settings)))


def unseal(settings: Settings, sealed: str) -> str:
    """What was sealed; ValueError once SECRET_KEY is another, or the text was tampered with."""
    from joserfc import jwe
    from joserfc.errors import JoseError

    try:
        opened = jwe.decrypt_compact(sealed, _sealing_key(secret_key(settings)))
    except JoseError as error:
        raise ValueError("sealed with another SECRET_KEY") from error
    return (opened.plaintext or b"").decode()


@cache
def _sealing_key(secret: str) -> Any:
    from joserfc.jwk import OctKey

    return OctKey.import_key(hashlib.sha256(b"marketplace.seal\0" + secret.encode()).digest())
