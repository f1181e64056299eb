"""Choosing a code by words: what the pickers of forms offer, and how a chosen code is shown."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.forms import language
from marketplace.vocabularies import certificates, places, search, store

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
    lists = ("isco", "esco") if vocabulary == "occupation" else (vocabulary,)
    matches = [m for name in lists for m in search(name, words, language(), LIMIT // len(lists))]
    return [Option(m.code, m.label, m.language, m.term or "") for m in matches]


def label_of(vocabulary: str, code: str) -> Option:
    """How a code is shown; one that the vocabulary lacks is shown as it is."""
    if vocabulary == "occupation":
        vocabulary = "isco" if code.isdigit() else "esco"
    if vocabulary in store.VOCABULARIES:
        if not store.exists(vocabulary, code):
            return Option(code, code, language())
        return Option(code, *store.label(vocabulary, code, language()))
    names = {one.code: one.label for one in options(vocabulary)}
    return Option(code, names.get(code, code), language())


def options(vocabulary: str) -> list[Option]:
    """Every entry of a short list: municipality, region, certificate."""
    spoken = language()
    if vocabulary == "municipality":
        towns = ((code, town.name(spoken)) for code, town in places.municipalities().items())
        return [Option(code, name, spoken) for code, name in sorted(towns, key=lambda t: t[1])]
    if vocabulary == "region":
        return [Option(name, places.region_name(name, spoken), spoken) for name in places.REGIONS]
    if vocabulary == "certificate":
        return [
            Option(name, name, spoken, certificates.purpose(name, spoken))
            for name in certificates.SCHEMES
        ]
    raise KeyError(vocabulary)
