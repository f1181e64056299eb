"""Awards: who supplied what to whom, won here or brought in from an organisation's history."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import DAY, FLAG, ID, INTEGER, MONEY, TEXT, maybe, obj

AWARD = obj(
    {
        "id": ID,
        "source_id": TEXT,
        "date": DAY,
        "buyer": ID,
        "buyer_name": TEXT,
        "supplier": ID,
        "supplier_name": TEXT,
        "title": TEXT,
        "private": FLAG,
    },
    {
        "cpv": maybe(TEXT),
        "cpv_label": maybe(TEXT),
        "category": maybe(TEXT),
        "region": maybe(TEXT),
        "municipality": maybe(TEXT),
        "country": maybe(TEXT),
        "value": maybe(MONEY),
        "currency": maybe(TEXT),
    },
)

_award = {
    "id": "0193c1a2-0000-7000-8000-000000000901",
    "source_id": "PT-10562741",
    "date": "2024-02-21",
    "buyer": "0193c1a2-0000-7000-8000-000000000010",
    "buyer_name": "Município de Exemplo",
    "supplier": "0193c1a2-0000-7000-8000-000000000001",
    "supplier_name": "Exemplo Metal, Lda",
    "title": "Aquisição de estruturas metálicas",
    "private": False,
    "cpv": "44212000-9",
    "value": "74500.00",
    "currency": "EUR",
}

IMPORT = obj({"id": ID, "done": INTEGER})
_import = {"id": "0193c1a2-0000-7000-8000-000000000902", "done": 500}

TYPES = (
    EventType("award.recorded", "awards", "a buyer gave an order to a supplier", AWARD, _award),
    EventType(
        "import.requested", "awards", "a file of awards is read on from row `done`", IMPORT, _import
    ),
    EventType(
        "import.finished", "awards", "a file of awards was read, `done` rows of it", IMPORT, _import
    ),
)
