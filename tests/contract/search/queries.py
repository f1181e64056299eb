"""Queries over the corpus with the hits that every engine must give, best first."""

from __future__ import annotations

from search.query import Query, Sort


def text(words: str, **more: object) -> Query:
    return Query(words, **more)  # type: ignore[arg-type]


FOLDING = [
    (text("штип"), ["n02", "n05"]),
    (text("Štip"), ["n02", "n05"]),
    (text("Shtip"), ["n02", "n05"]),
    (text("STIP"), ["n02", "n05"]),
    (text("ќерамичка"), ["n12"]),
    (text("Ḱeramička"), ["n12"]),
    (text("Kjeramichka"), ["n12"]),
    (text("Xhepçishte"), ["n13"]),
    (text("Dzhepchishte"), ["n13"]),
    (text("çeliku"), ["n06"]),
    (text("Tetovë"), ["n03", "n13"]),
    (text("Тетово"), ["n13", "n03"]),
    (text("elektricar"), ["n10"]),
]
SYNONYMS = [
    (text("injection moulding"), ["n01", "n03", "n02"]),
    (text("инјекционо пресување"), ["n02", "n03", "n01"]),
    (text("welding"), ["n05", "n04", "n06", "n11"]),
    (text("заварување"), ["n04", "n05", "n06", "n11"]),
    (text("saldim çelik"), ["n06", "n05", "n04"]),
    (text("cardboard"), ["n09", "n08"]),
    (text("wiring harness"), ["n14"]),
    (text("обука"), ["n11", "n10"]),
]
FORMS = [
    (text("packag"), ["n09"]),
    (text("пластика"), ["n02", "n03"]),
    (text("електричар"), ["n10"]),
    (text("bracket"), ["n07", "n15"]),
    (text("moulds"), ["n01"]),
    (text("kumanovo"), ["n11", "n07", "n10"]),
]
TYPOS = [
    (text("weldng"), ["n05"]),
    (text("cardbord packaging"), ["n09"]),
    (text("wlding of stel frames"), ["n05"]),
    (text("aluminuim"), ["n07"]),
    (text("заварувње рамки"), ["n04"]),
    (text("19500000"), []),
    (text("zzzz"), []),
]
SELECTION = [
    (Query(filters={"region": ("East",)}, sort=Sort("closes")), ["n05", "n02"]),
    (
        Query(filters={"region": ("East", "Skopje"), "division": ("44",)}, sort=Sort("closes")),
        ["n05", "n04"],
    ),
    (Query(filters={"kind": ("workforce",)}, sort=Sort("closes", False)), ["n11", "n10"]),
    (Query(filters={"region": ("Vardar",)}), []),
    (Query(ranges={"budget": (None, 18_000)}, sort=Sort("budget", False)), ["n12", "n08", "n09"]),
    (Query(ranges={"budget": (100_000, None)}, sort=Sort("budget")), ["n14", "n04"]),
    (Query(ranges={"closes": (18, 18)}, sort=Sort("budget")), ["n09", "n08"]),
    (text("brackets", filters={"region": ("Southwest",)}), ["n15"]),
    (text("steel", ranges={"closes": (20, None)}), ["n05", "n06"]),
    (text("kumanovo", sort=Sort("closes", False)), ["n07", "n11", "n10"]),
]
CASES = [*FOLDING, *SYNONYMS, *FORMS, *TYPOS, *SELECTION]
