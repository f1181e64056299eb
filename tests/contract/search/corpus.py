"""A small fixed corpus in three languages and two scripts."""

from __future__ import annotations

from search.documents import Document, IndexSpec

SPEC = IndexSpec(
    name="needs",
    version=1,
    words={"title": 3.0, "text": 1.0},
    tokens=frozenset({"kind", "region", "division", "certificates"}),
    numbers=frozenset({"closes", "budget"}),
)

_ROWS = (
    # id, title, text, kind, region, divisions, certificates, closes, budget
    ("n01", "Injection-moulded housings for sensors", "ABS parts, 200,000 a year, PPAP level 3",
     "supplier", "Polog", ("19",), ("ISO 9001", "IATF 16949"), 10, 90_000),
    ("n02", "Пластични делови со бризгање пластика", "Инјекционо пресување на капаци, Штип",
     "supplier", "East", ("19",), ("ISO 9001",), 20, 40_000),
    ("n03", "Pjesë plastike me formim me injeksion", "Tetovë, 50 000 copë në vit",
     "supplier", "Polog", ("19",), (), 30, 25_000),
    ("n04", "Заварување на челични рамки", "Конструкции според EN 1090 во Скопје",
     "supplier", "Skopje", ("44", "45"), ("EN 1090", "ISO 9001"), 15, 120_000),
    ("n05", "Welding of steel frames", "MIG and MAG, delivery to the Shtip plant",
     "supplier", "East", ("44",), ("EN 1090",), 25, 80_000),
    ("n06", "Saldim i konstruksioneve prej çeliku", "Punëtori në Gostivar",
     "supplier", "Polog", ("44",), (), 35, None),
    ("n07", "CNC machining of aluminium brackets", "Tolerance 0.01 mm, Kumanovo",
     "supplier", "Northeast", ("42", "44"), ("ISO 9001",), 12, 60_000),
    ("n08", "Картонска амбалажа", "Кутии за овошје, Струмица",
     "supplier", "Southeast", ("44",), (), 18, 15_000),
    ("n09", "Cardboard packaging for fruit", "Boxes with print, Strumica",
     "supplier", "Southeast", ("44",), ("ISO 22000",), 18, 18_000),
    ("n10", "Електричари за нова постројка", "Обука од 12 недели во Куманово",
     "workforce", "Northeast", ("80",), (), 40, None),
    ("n11", "Welders wanted, training first", "Kumanovo, twenty posts",
     "workforce", "Northeast", ("80",), (), 22, None),
    ("n12", "Cleaning of offices", "Ќерамичка building, Skopje",
     "supplier", "Skopje", ("90",), ("ISO 14001",), 9, 12_000),
    ("n13", "Превоз на работници", "Од Џепчиште до Тетово, секој ден",
     "supplier", "Polog", ("60",), (), 28, 30_000),
    ("n14", "Wiring harness assembly", "Кабелски снопови за автомобили, Битола",
     "supplier", "Pelagonia", ("31",), ("IATF 16949",), 14, 200_000),
    ("n15", "Metal stamping", "Deep drawing of brackets, Ohrid",
     "supplier", "Southwest", ("44",), ("ISO 9001",), None, 55_000),
    ("n16", "Метални калапи за бризгање", "Алатница во Прилеп",
     "supplier", "Pelagonia", ("42",), (), None, None),
)  # fmt: skip


def _document(row: tuple) -> Document:
    id, title, text, kind, region, divisions, certificates, closes, budget = row
    numbers = {"closes": closes, "budget": budget}
    return Document(
        id=id,
        revision=1,
        words={"title": title, "text": text},
        tokens={
            "kind": (kind,),
            "region": (region,),
            "division": divisions,
            "certificates": certificates,
        },
        numbers={name: float(value) for name, value in numbers.items() if value is not None},
        payload={"title": title, "region": region, "rows": [1, {"a": None}]},
    )


DOCUMENTS = tuple(_document(row) for row in _ROWS)
