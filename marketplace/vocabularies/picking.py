"""What a picker offers: entries of any vocabulary that fit the words a person typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from marketplace.errors import NotFound
from marketplace.vocabularies import certificates, lookup, places
from search.fold import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """`code` is what is stored; `language` is that of `label`; `matched_by` is `ours` where our
    own glossary found it by `term`; `path` says where it belongs, widest first."""

    code: str
    label: str
    language: str
    matched_by: str = "official"
    term: str | None = None
    path: tuple[str, ...] = ()


def pick(vocabulary: str, words: str, language: str, limit: int) -> list[Choice]:
    """At most `limit` entries, best first; raises NotFound for a vocabulary that there is not."""
    try:
        return _PICKERS[vocabulary](words, language, limit)
    except KeyError:
        raise NotFound(f"There is no vocabulary {vocabulary!r}.") from None


def label(vocabulary: str, code: str, language: str) -> str:
    """How a stored code is shown; the code itself where the vocabulary has it no longer."""
    if vocabulary == "municipality":
        known = places.municipalities().get(code)
        return known.name(language) if known else code
    if vocabulary == "region":
        return places.region_name(code, language) if code in places.REGIONS else code
    if vocabulary == "certificate":
        return code
    return _official(vocabulary, code, language)


def _official(vocabulary: str, code: str, language: str) -> str:
    from marketplace.vocabularies import store

    for name in ("isco", "esco") if vocabulary == "occupation" else (vocabulary,):
        if store.exists(name, code):
            return store.label(name, code, language)[0]
    return code


def _listed(vocabulary: str) -> Callable[[str, str, int], list[Choice]]:
    def pick_listed(words: str, language: str, limit: int) -> list[Choice]:
        return [
            Choice(
                one.code,
                one.label,
                one.language,
                one.matched_by,
                one.term,
                tuple(name for _, name in one.path),
            )
            for one in lookup.search(vocabulary, words, language, limit)
        ]

    return pick_listed


def _occupations(words: str, language: str, limit: int) -> list[Choice]:
    """Groups of ISCO-08 before ESCO's finer occupations, a third of the list kept for these."""
    groups = _listed("isco")(words, language, limit)
    finer = _listed("esco")(words, language, limit)
    kept = groups[: max(limit - len(finer), limit - limit // 3)]
    return (kept + finer)[:limit]


def _municipalities(words: str, language: str, limit: int) -> list[Choice]:
    found = (
        (place, Choice(place.code, place.name(language), language, path=(region,)))
        for place in places.municipalities().values()
        for region in (places.region_name(place.region, language),)
    )
    return _first(((choice, tuple(place.names.values())) for place, choice in found), words, limit)


def _regions(words: str, language: str, limit: int) -> list[Choice]:
    found = (
        (Choice(code, places.region_name(code, language), language), (code, *names.values()))
        for code, names in places.REGIONS.items()
    )
    return _first(found, words, limit)


def _certificates(words: str, language: str, limit: int) -> list[Choice]:
    found = (
        (
            Choice(name, name, "", path=(certificates.purpose(name, language),)),
            (name, *texts.values()),
        )
        for name, texts in certificates.SCHEMES.items()
    )
    return _first(found, words, limit)


def _first(
    choices: Iterator[tuple[Choice, tuple[str, ...]]], words: str, limit: int
) -> list[Choice]:
    """Choices one of whose texts has a word that begins with each word typed; all without any."""
    wanted = [f" {word}" for word in fold(words).split()]
    fits = (
        choice
        for choice, texts in choices
        if any(all(word in f" {fold(text)}" for word in wanted) for text in texts)
    )
    return sorted(fits, key=lambda choice: fold(choice.label))[:limit]


_PICKERS: Mapping[str, Callable[[str, str, int], list[Choice]]] = {
    **{name: _listed(name) for name in ("cpv", "nace", "isco", "esco")},
    "occupation": _occupations,
    "municipality": _municipalities,
    "region": _regions,
    "certificate": _certificates,
}
NAMES = tuple(_PICKERS)
