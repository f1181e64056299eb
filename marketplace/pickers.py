"""Choosing a code by words: what the pickers of forms offer, and how a chosen code is shown."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.forms import language
from marketplace.vocabularies import picking, store

LIMIT = 12


@dataclass(frozen=True, slots=True)
class Option:
    """One code to choose: `spoken` is the language of the label, `hint` says why it was found."""

    code: str
    label: str
    spoken: str
    hint: str = ""


def found(vocabulary: str, words: str) -> list[Option]:
    """The best codes for the words, in the page's language; none for no words."""
    if not words.strip():
        return []
    return [_option(choice) for choice in picking.pick(vocabulary, words, language(), LIMIT)]


def options(vocabulary: str) -> list[Option]:
    """Every entry of a short list: municipality, region, certificate."""
    return [_option(choice) for choice in picking.pick(vocabulary, "", language(), 200)]


def _option(choice: picking.Choice) -> Option:
    hint = choice.term or (choice.path[-1] if choice.path else "")
    return Option(choice.code, choice.label, choice.language or language(), hint)


def label_of(vocabulary: str, code: str) -> Option:
    """How a code is shown; one that the vocabulary lacks is shown as it is."""
    for name in ("isco", "esco") if vocabulary == "occupation" else (vocabulary,):
        if name in store.VOCABULARIES and store.exists(name, code):
            return Option(code, *store.label(name, code, language()))
    return Option(code, picking.label(vocabulary, code, language()), language())
