"""Time-based one-time codes (RFC 6238: SHA-1, six digits, steps of 30 seconds), and spare codes."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from hmac import compare_digest

import pyotp

STEP = 30
DRIFT = 1
"""Steps by which the telephone's clock may be off, either way."""
SPARE_CODES = 10


def new_totp_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32()


def address(secret: str, email: str, product: str) -> str:
    """The otpauth:// address that an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=product)


def step_of(secret: str, code: str, now: datetime, last: int | None) -> int | None:
    """The step whose code this is, or None; steps up to the last one taken count no more."""
    present = int(now.timestamp()) // STEP
    given = code.replace(" ", "")
    for step in range(present - DRIFT, present + DRIFT + 1):
        fresh = last is None or step > last
        if fresh and compare_digest(pyotp.TOTP(secret).at(step * STEP).encode(), given.encode()):
            return step
    return None


def spare_codes() -> list[str]:
    """Codes of 80 random bits, to be written down: xxxx-xxxx-xxxx-xxxx."""
    return [_spare_code() for _ in range(SPARE_CODES)]


def normal_spare(code: str) -> str:
    """A spare code however it was typed."""
    return "".join(char for char in code.casefold() if char.isalnum())


def _spare_code() -> str:
    text = base64.b32encode(secrets.token_bytes(10)).decode().casefold()
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))
