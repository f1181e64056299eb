"""Every type of event is told to somebody or held back for a reason."""

from __future__ import annotations

from events import catalogue
from marketplace.changes.reading import SEEN
from marketplace.changes.visibility import HELD_BACK, OWNED, PUBLIC
from marketplace.policy import RULES


def test_every_type_stands_in_exactly_one_table() -> None:
    tables = [*PUBLIC, *OWNED, *HELD_BACK]
    assert sorted(tables) == sorted(catalogue.TYPES)


def test_owners_are_fields_of_the_type() -> None:
    for type_, owners in OWNED.items():
        fields = catalogue.get(type_).schema["properties"]
        named = {field for _, several in owners for field in several if not field.startswith("(")}
        assert named <= fields.keys(), type_
        assert all(action in RULES for action, _ in owners), type_


def test_the_id_of_a_public_thing_is_a_field_of_the_type() -> None:
    for type_, (kind, field) in PUBLIC.items():
        assert field in catalogue.get(type_).schema["required"], type_
        assert kind in SEEN


def test_an_action_without_owners_is_one_on_anybodys_things() -> None:
    """Else whoever may take it on own things would be told of all."""
    loose = {action for owners in OWNED.values() for action, fields in owners if not fields}
    assert {RULES[action].relation for action in loose} == {"any"}
