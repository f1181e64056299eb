"""The stored form of a code, whichever vocabulary it is of."""

from __future__ import annotations

from marketplace.vocabularies import places, store


def canonical(vocabulary: str, text: str) -> str | None:
    """The code as it is stored, or None where the vocabulary has no such code.

    `vocabulary` is cpv, nace, isco, esco, occupation (ISCO-08 or ESCO), municipality (its code
    or any of its names), region (English name) or certificate (name of the scheme).
    """
    if vocabulary == "municipality":
        return text if text in places.municipalities() else places.find(text)
    if vocabulary == "region":
        return text if text in places.REGIONS else None
    if vocabulary == "certificate":
        from marketplace.vocabularies.certificates import SCHEMES

        return next((name for name in SCHEMES if name.casefold() == text.casefold()), None)
    if vocabulary == "occupation":
        return canonical("isco", text) or canonical("esco", text)
    try:
        code = store.normalise(vocabulary, text)
    except ValueError:
        return None
    return code if store.exists(vocabulary, code) else None
