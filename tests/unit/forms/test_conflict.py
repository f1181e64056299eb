"""Two versions of one thing: only what differs is to be chosen."""

from __future__ import annotations

from marketplace.conflict import differences

LABELS = {"title": "Title", "lots": "Lots", "budget": "Budget"}


def test_fields_that_say_the_same_are_not_asked_about() -> None:
    mine = {"title": "A", "lots": [{"title": "L", "quantity": 5}], "budget": None, "note": "x"}
    theirs = {"title": "B", "lots": [{"quantity": 5, "title": "L"}], "budget": {}}
    assert differences(mine, theirs, LABELS) == [
        ("title", "Title", "A", "B"),
        ("note", "note", "x", None),
    ]


def test_a_list_in_another_order_differs() -> None:
    mine, theirs = ({"lots": [{"title": one} for one in order]} for order in ("ab", "ba"))
    assert [name for name, *_ in differences(mine, theirs, LABELS)] == ["lots"]
