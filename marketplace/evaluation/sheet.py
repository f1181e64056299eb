"""Scores in the forms of pages: a field for each application, lot and criterion.

A field is named `scores.APPLICATION.lLOT.cCRITERION`, its note `notes.…`, as scoring.pointer says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from marketplace.errors import Fault, Invalid
from marketplace.evaluation.award_rules import Given
from marketplace.evaluation.deciding import Wanted
from marketplace.evaluation.results import Results
from marketplace.evaluation.scoring import Entry, Key, pointer
from marketplace.forms import Form, language
from marketplace.i18n import N_
from marketplace.presenters.numbers import typed

NUMBER = N_("Type a number.")
SCORE = N_("A score is a number from 0 to 100, two places at most.")


def field(key: Key, part: str = "scores") -> str:
    """The name of an input."""
    return pointer(key).strip("/").replace("/", ".").replace("scores", part, 1)


def entries(form: Form, keys: Iterable[Key], note: str = "notes") -> list[Entry]:
    """The scores that the form shows, empty ones as None; raises Invalid for what is no number."""
    found, faults = [], []
    for key in sorted(keys):
        if form.at(field(key)) is None:
            continue
        try:
            value = decimal_of(form.value(field(key)))
        except InvalidOperation:
            faults.append(Fault(pointer(key), SCORE))
            continue
        if value is not None and not 0 <= value <= 100:
            faults.append(Fault(pointer(key), SCORE))
        text = form.value(field(key, note)).strip()[:2_000]
        found.append(Entry(key, value, text, pointer(key)))
    if faults:
        raise Invalid(faults)
    return found


def decimal_of(text: str) -> Decimal | None:
    """A number as the page's language writes it, None for nothing; raises InvalidOperation."""
    if not text.strip():
        return None
    value = Decimal(typed(text, language()))
    if not value.is_finite():
        raise InvalidOperation
    return value


def filled(scores: Mapping[Key, tuple[str, str]], note: str = "notes") -> dict[str, object]:
    """What a form shows of stored scores and their notes."""
    data: dict[str, object] = {}
    for (application, lot, criterion), (value, text) in scores.items():
        for part, held in (("scores", value), (note, text)):
            place = data.setdefault(part, {})
            assert isinstance(place, dict)
            place.setdefault(application, {}).setdefault(f"l{lot}", {})[f"c{criterion}"] = held
    return data


def wanted(form: Form, found: Results, drafts: Mapping[str, str]) -> Wanted:
    """The decision that the award's form asks for.

    A reason that was left as it was drafted is not kept: the firm reads the same from its scores.
    """
    given, faults = [], []
    for lot in found.lots:
        for line in lot.lines:
            name = f"give.{line.application}.l{lot.lot}"
            try:
                quantity = decimal_of(form.value(name))
            except InvalidOperation:
                faults.append(Fault(name.replace(".", "/"), NUMBER))
                continue
            if quantity:
                given.append(Given(lot.lot, line.application, quantity))
    if faults:
        raise Invalid(faults)
    none = {lot.lot: form.value(f"none.l{lot.lot}").strip() for lot in found.lots}
    reasons = {one: form.value(f"reasons.{one}").strip()[:2_000] for one in found.applications}
    return Wanted(
        given,
        {lot: text[:2_000] for lot, text in none.items() if text},
        {one: text for one, text in reasons.items() if text and text != drafts.get(one)},
        form.value("justification").strip()[:2_000] or None,
    )
