"""Names and encodings that both engines share for what a document becomes inside an index."""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache

ID, TIE, REVISION, SOURCE, PAYLOAD = "_key", "_tie", "_revision", "_source_words", "_payload"


def word_field(name: str) -> str:
    return f"w_{name}"


def token_field(name: str) -> str:
    return f"t_{name}"


def number_field(name: str) -> str:
    return f"n_{name}"


def tie(document_id: str) -> int:
    """Last sort key of every list, 63 bits: a hash of the id, so both engines order alike.

    A number, because tantivy sorts by numbers only. Two ids of one index share a value with a
    probability of n^2 / 2^64: about one in twenty million at a million documents.
    """
    digest = hashlib.blake2b(document_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


ID_PARTS = ("_id_kind", "_id_high", "_id_low")
UNPACKED, UUID_TEXT = 0, 99


def pack_id(document_id: str) -> tuple[int, int, int]:
    """The id as three unsigned numbers that a column store returns faster than stored text.

    The first is 99 for a UUID in its usual form, 1 to 16 for an ASCII text of that length, and 0
    for any other id, which then has to be read from the stored document.
    """
    raw = document_id.encode()
    kind = UNPACKED
    if len(raw) == 36 and _is_uuid(document_id):
        kind, raw = UUID_TEXT, uuid.UUID(document_id).bytes
    elif 1 <= len(raw) <= 16 and document_id.isascii():
        kind = len(raw)
    number = int.from_bytes(raw, "big") if kind else 0
    return kind, number >> 64, number & 0xFFFF_FFFF_FFFF_FFFF


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


@lru_cache(100_000)
def unpack_id(kind: int, high: int, low: int) -> str | None:
    """Inverse of `pack_id`; None where the id was not packed."""
    if kind == UUID_TEXT:
        text = f"{high:016x}{low:016x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
    if kind == UNPACKED:
        return None
    return (high << 64 | low).to_bytes(kind, "big").decode()
