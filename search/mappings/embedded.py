"""Index specification and documents in tantivy's terms."""

from __future__ import annotations

import json

import tantivy

from search.documents import Document, IndexSpec
from search.fields import (
    ID,
    ID_PARTS,
    PAYLOAD,
    REVISION,
    SOURCE,
    TIE,
    number_field,
    pack_id,
    tie,
    token_field,
    word_field,
)
from search.fold import fold


def schema(spec: IndexSpec) -> tantivy.Schema:
    """Words with frequencies only (no phrases are asked for), tokens and numbers as columns."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (SOURCE, PAYLOAD):
        builder.add_bytes_field(name, stored=True)
    builder.add_unsigned_field(TIE, indexed=True, fast=True)
    for name in (REVISION, *ID_PARTS):
        builder.add_unsigned_field(name, fast=True)
    for name in sorted(spec.words):
        builder.add_text_field(word_field(name), tokenizer_name="whitespace", index_option="freq")
    for name in sorted(spec.tokens):
        builder.add_text_field(
            token_field(name), tokenizer_name="raw", index_option="basic", fast=True
        )
    for name in sorted(spec.numbers):
        builder.add_float_field(number_field(name), indexed=True, fast=True)
    return builder.build()


def convert(document: Document) -> tantivy.Document:
    """A document as tantivy takes it; its fields are those of the schema (`IndexSpec.check`)."""
    made = tantivy.Document()
    made.add_text(ID, document.id)
    made.add_bytes(SOURCE, _json(document.words))
    made.add_bytes(PAYLOAD, _json(document.payload))
    made.add_unsigned(TIE, tie(document.id))
    made.add_unsigned(REVISION, document.revision)
    for name, part in zip(ID_PARTS, pack_id(document.id), strict=True):
        made.add_unsigned(name, part)
    for name, text in document.words.items():
        made.add_text(word_field(name), fold(text))
    for name, values in document.tokens.items():
        for value in dict.fromkeys(values):
            made.add_text(token_field(name), value)
    for name, number in document.numbers.items():
        made.add_float(number_field(name), float(number))
    return made


def _json(value: object) -> bytes:
    return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":")).encode()  # type: ignore[call-overload]
