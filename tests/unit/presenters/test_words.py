"""Names in the reader's language, words of states, words for faults."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask_babel import Babel

from marketplace import fault_words
from marketplace.presenters import names, states


def test_a_name_in_the_readers_language_first() -> None:
    given = {"mk": "Лимков ДОО", "en": "Limkov DOO"}
    assert names.name_in("Limkov DOO", given, "mk") == ("Лимков ДОО", None)
    assert names.name_in("Лимков ДОО", {"mk": "Лимков ДОО"}, "en") == ("Лимков ДОО", "mk")
    assert names.name_in("Limkov", None, "sq") == ("Limkov", None)


def test_another_language_is_marked_and_text_is_escaped() -> None:
    assert names.in_language("<Лимков>", "mk") == '<span lang="mk">&lt;Лимков&gt;</span>'
    assert names.in_language("A & B", None) == "A &amp; B"
    assert names.script_of("Челик 2000") == "mk"
    assert names.script_of("Çelik") is None


def test_a_word_has_one_colour_everywhere() -> None:
    colours: dict[str, set[str]] = {}
    for words, colour in states.STATES.values():
        colours.setdefault(words, set()).add(colour)
    assert {words for words, used in colours.items() if len(used) > 1} == set()
    assert {colour for used in colours.values() for colour in used} <= {
        "",
        "ok",
        "warn",
        "bad",
        "go",
    }


def test_states_are_short_and_named_by_kind() -> None:
    for key, (words, _) in states.STATES.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", key)
        assert len(words.split()) <= 4


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("Missing data for required field.", "Fill this in."),
        ("Length must be between 4 and 200.", "Write between 4 and 200 characters."),
        (
            "Must be greater than or equal to 1 and less than or equal to 500.",
            "Must be between 1 and 500.",
        ),
        ("Must be greater than or equal to 0.", "Must be 0 or more."),
        (
            "'99' is not a code of cpv; choose one from the list.",
            "“99” is not on the list; choose from it.",
        ),
        (
            "The weights sum to 95.0; they must sum to 100.",
            "The weights add up to 95.0%. They must add up to 100%.",
        ),
        ("At most 5% of it.", "At most 5% of it."),
    ],
)
def test_faults_are_told_in_words_of_ours(detail: str, shown: str) -> None:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        assert fault_words.shown(detail) == shown
