"""Fragments of the original text with the spans that matched, the same for both engines."""

from __future__ import annotations

from collections.abc import Callable

from search.fold import TOKEN, fold_token

Span = tuple[int, int]
LENGTH = 180
LEAD = 40
"""Characters shown before the first match of a cut fragment, at most."""


def highlight(text: str, matches: Callable[[str], bool]) -> tuple[str, tuple[Span, ...]] | None:
    """A fragment of at most 180 characters where most words match, and their (start, end) in it.

    `matches` is asked about folded words. None where no word matches.
    """
    tokens = [token.span() for token in TOKEN.finditer(text)]
    spans = [span for span in tokens if any(map(matches, fold_token(text[slice(*span)])))]
    if not spans:
        return None
    start, end = _window(tokens, spans, len(text))
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(head) - start
    inside = tuple((a + shift, b + shift) for a, b in spans if start <= a and b <= end)
    return f"{head}{text[start:end]}{tail}", inside


def _window(tokens: list[Span], spans: list[Span], length: int) -> Span:
    """Where to cut: at words, around the match after which most others follow closely."""
    if length <= LENGTH:
        return 0, length
    first = max(spans, key=lambda span: (_following(spans, span[0]), -span[0]))
    start = min((a for a, _ in tokens if a >= first[0] - LEAD), default=first[0])
    if first[0] < LEAD:
        start = 0
    end = max((b for _, b in tokens if b <= start + LENGTH), default=start + LENGTH)
    end = max(end, min(first[1], start + LENGTH))
    return start, length if end == tokens[-1][1] and length - start <= LENGTH else end


def _following(spans: list[Span], start: int) -> int:
    return sum(1 for a, b in spans if a >= start and b <= start + LENGTH - LEAD)
