"""Fragments and the spans in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.fold import words
from search.highlight import LENGTH, highlight


def marked(text: str, *wanted: str) -> tuple[str, list[str]] | None:
    found = highlight(text, lambda word: word in wanted)
    if found is None:
        return None
    fragment, spans = found
    return fragment, [fragment[start:end] for start, end in spans]


def test_a_short_text_is_shown_whole() -> None:
    assert marked("Фабрика во Штип, Štip", "stip") == ("Фабрика во Штип, Štip", ["Штип", "Štip"])


def test_decomposed_letters_stay_inside_the_span() -> None:
    assert marked("Sˇ s\u030ctip!", "stip") == ("Sˇ s\u030ctip!", ["s\u030ctip"])


def test_no_match_no_fragment() -> None:
    assert marked("Steel frames", "wood") is None
    assert marked("", "wood") is None


def test_a_long_text_is_cut_at_words_where_most_match() -> None:
    text = "steel " + "filler words here " * 40 + "steel and steel again " + "and more " * 40
    found = marked(text, "steel")
    assert found is not None
    fragment, spans = found
    assert spans == ["steel", "steel"]
    assert fragment.startswith("…")
    assert fragment.endswith("…")
    assert fragment.strip("…") in text
    assert set(words(fragment)) <= set(words(text))


@given(st.text(alphabet="ab шс́-\n", max_size=600), st.sampled_from(["a", "b", "s", "ab"]))
def test_spans_are_matched_words_of_a_fragment_of_the_text(text: str, wanted: str) -> None:
    found = highlight(text, lambda word: word == wanted)
    assert (found is None) == (wanted not in words(text))
    if found is not None:
        fragment, spans = found
        assert spans
        assert all(words(fragment[start:end]) == [wanted] for start, end in spans)
        assert fragment.strip("…") in text
        assert len(fragment) <= max(LENGTH, len(text) if len(text) <= LENGTH else 0) + 2
