"""Evaluations in the reader's words: how firm an order is, drafts of reasons, states."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext as _

from marketplace.evaluation import sensitivity
from marketplace.evaluation.results import LotResult, Results
from marketplace.evaluation.rules import Line, deciding
from marketplace.forms import language
from marketplace.presenters.numbers import number
from marketplace.templating import money


def figure(value: Decimal | None, places: int | None = None) -> str:
    """A score or points as the language writes them."""
    return number(value, language(), places)


def firmness(found: Results, lot: LotResult, currency: str) -> Iterator[str]:
    """Sentences on how firm the order of a lot is; for the buyer alone."""
    if len(lot.lines) < 2:
        yield _("There is one application only: nothing to compare it with.")
        return
    if not found.scored:
        yield _("Not everything is scored, so the order is not complete.")
    yield from _holding(found, lot)
    yield from _gap(found, lot, currency)
    yield from _low(found, lot)


def _holding(found: Results, lot: LotResult) -> Iterator[str]:
    first = found.names[lot.lines[0].application]
    if lot.lines[1].rank == 1:
        shared = [found.names[line.application] for line in lot.lines if line.rank == 1]
        yield _("%(firms)s share the first rank: choose, and say why.", firms=", ".join(shared))
        return
    holds = sensitivity.hold(found.criteria, lot.lines)
    if holds is None:
        return
    facts = {"firm": first, "low": figure(holds.low), "high": figure(holds.high)}
    yield _(
        "%(firm)s stays first for any weight of the price from %(low)s to %(high)s per cent.",
        **facts,
    )
    if holds.above:
        yield _("With more weight on the price, %(firm)s leads.", firm=found.names[holds.above])
    if holds.below:
        yield _("With less weight on the price, %(firm)s leads.", firm=found.names[holds.below])


def _gap(found: Results, lot: LotResult, currency: str) -> Iterator[str]:
    second = next((line for line in lot.lines if line.rank > 1), None)
    if second is None:
        return
    needed = sensitivity.needed(found.criteria, found.formula, lot.lines, second)
    firm = found.names[second.application]
    gap = figure(needed.gap, 2)
    yield _("%(firm)s is %(gap)s points behind the first.", firm=firm, gap=gap)
    for place, more in needed.more[:2]:
        facts = {"more": figure(more, 2), "criterion": found.criteria[place].name}
        yield _("%(more)s points more on %(criterion)s would have brought it level.", **facts)
    if needed.price is not None:
        price = money(needed.price, currency, 2)
        yield _("A price of %(price)s or less would have brought it level.", price=price)


def _low(found: Results, lot: LotResult) -> Iterator[str]:
    low = sensitivity.lowest_price(lot.lines)
    if low is None:
        return
    facts = {"firm": found.names[low.application], "below": figure(low.below)}
    if low.unusual:
        yield _(
            "The price of %(firm)s is %(below)s per cent below the next one: unusually low."
            " Ask how it is made up before you rely on it.",
            **facts,
        )
    else:
        yield _("The price of %(firm)s is %(below)s per cent below the next one.", **facts)


def drafts(found: Results) -> dict[str, str]:
    """By application, the reason that its firm reads, drafted from the scores."""
    texts: dict[str, list[str]] = {one: [] for one in found.applications}
    for lot in found.lots:
        for line in lot.lines:
            text = _draft(found, lot, line)
            title = f"{lot.title}: " if len(found.lots) > 1 else ""
            texts[line.application].append(title + text)
    return {one: "\n".join(lines) for one, lines in texts.items()}


def _draft(found: Results, lot: LotResult, line: Line) -> str:
    rank = {"rank": line.rank, "of": len(lot.lines)}
    if not found.scored:
        return ""
    if line.rank == 1:
        return _("Best weighted total.")
    place = deciding(lot.lines[0], line)
    if place is None:
        return _("%(rank)s of %(of)s in total.", **rank)
    name = found.criteria[place].name
    return _("%(criterion)s decided. %(rank)s of %(of)s in total.", criterion=name, **rank)
