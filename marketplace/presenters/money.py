"""Money as a language writes it: `MKD 4,200,000`, `4.200.000 ден.`, `4 200 000 MKD`."""

from __future__ import annotations

from decimal import Decimal

from marketplace.presenters.numbers import DASH, NBSP, NOTHING, Number, exact, number, span

MILLION = Decimal(1_000_000)
_MILLIONS = {"en": "m", "mk": "мил.", "sq": "mln"}
_WORDS = {
    "from": {"en": "from", "mk": "од", "sq": "nga"},
    "to": {"en": "up to", "mk": "до", "sq": "deri"},
}


def money(amount: Number | None, currency: str, language: str, places: int | None = None) -> str:
    """Denars without deni unless `places` says so; others with cents where there are any."""
    if amount is None:
        return NOTHING
    return with_currency(
        number(amount, language, _places(amount, currency, places)), currency, language
    )


def money_range(low: Number | None, high: Number | None, currency: str, language: str) -> str:
    """A range of whole amounts; an open end is said in words."""
    if low is None and high is None:
        return NOTHING
    written = [None if end is None else number(end, language, 0) for end in (low, high)]
    return _open(written, currency, language)


def millions(low: Number | None, high: Number | None, currency: str, language: str) -> str:
    """For summaries: one decimal of a million, `MKD 18.0–22.5 m`; smaller sums are written out."""
    given = [exact(end) for end in (low, high) if end is not None]
    if not given or max(given) < MILLION:
        return money_range(low, high, currency, language)
    written = [
        None if end is None else number(exact(end) / MILLION, language, 1) for end in (low, high)
    ]
    return _open(written, currency, language, NBSP + _MILLIONS.get(language, "m"))


def with_currency(text: str, currency: str, language: str) -> str:
    """The currency's place: before in English, after elsewhere; `ден.` in Macedonian."""
    if language == "mk":
        return f"{text}{NBSP}{'ден.' if currency == 'MKD' else currency}"
    if language == "sq":
        return f"{text}{NBSP}{currency}"
    return f"{currency}{NBSP}{text}"


def _open(written: list[str | None], currency: str, language: str, unit: str = "") -> str:
    low, high = written
    if low is None or high is None:
        word = _WORDS["from" if high is None else "to"].get(language, "")
        return f"{word} {with_currency((low or high or DASH) + unit, currency, language)}"
    return with_currency(span(low, high) + unit, currency, language)


def _places(amount: Number, currency: str, places: int | None) -> int:
    if places is not None:
        return places
    whole = currency == "MKD" or exact(amount) == exact(amount).to_integral_value()
    return 0 if whole else 2
