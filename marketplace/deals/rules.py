"""Pure arithmetic of deals: quantities, values, what may still be delivered, invoiced and paid.

Quantities and money are Decimal; money is rounded half up to two places, contract values are net
of VAT, invoices and payments gross.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
ZERO = Decimal(0)
ACTIVE = ("open", "in_delivery", "delivered", "disputed")
"""States of a deal that is under way."""

Quantities = Mapping[int, Decimal]
"""Lot index -> quantity."""


def money(amount: Decimal) -> Decimal:
    """Rounded to two places, halves away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def exact(value: Any) -> Decimal:
    """A stored or received number as a decimal, a float by its shortest text."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def quantities(rows: Iterable[Mapping[str, Any]]) -> dict[int, Decimal]:
    """[{lot, quantity}] summed by lot."""
    found: dict[int, Decimal] = {}
    for row in rows:
        found[row["lot"]] = found.get(row["lot"], ZERO) + exact(row["quantity"])
    return found


def rows_of(found: Quantities) -> list[dict[str, Any]]:
    """The same as it is stored: decimal text, no zeros."""
    return [
        {"lot": lot, "quantity": plain(amount)} for lot, amount in sorted(found.items()) if amount
    ]


def plain(amount: Decimal) -> str:
    """A decimal without exponent and trailing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def total(*parts: Quantities) -> dict[int, Decimal]:
    """The sum of quantities by lot."""
    return quantities(
        {"lot": lot, "quantity": amount} for part in parts for lot, amount in part.items()
    )


def value_of(lots: Iterable[Mapping[str, Any]], done: Quantities | None = None) -> Decimal:
    """The net value of these quantities (of all that is contracted without them): each lot's
    quantity times its price, rounded, and summed."""
    return sum(
        (
            money(
                (exact(lot["quantity"]) if done is None else done.get(lot["lot"], ZERO))
                * exact(lot["price"])
            )
            for lot in lots
        ),
        ZERO,
    )


def still_open(lots: Iterable[Mapping[str, Any]], done: Quantities) -> dict[int, Decimal]:
    """By lot, what is contracted and not among `done`."""
    return {lot["lot"]: exact(lot["quantity"]) - done.get(lot["lot"], ZERO) for lot in lots}


def is_whole(lots: Iterable[Mapping[str, Any]], accepted: Quantities) -> bool:
    """Whether everything that is contracted was accepted."""
    return all(left <= 0 for left in still_open(lots, accepted).values())


def invoiceable(value: Decimal, accepted: Decimal, planned: Decimal) -> Decimal:
    """The net amount up to which may be invoiced in all: what was accepted, or what the plan of
    payments lets be invoiced by now, whichever is more; never above the contract's value."""
    return min(value, max(accepted, planned))


def net_of(
    amount: Decimal, paid: Decimal, paid_net: Decimal, net: Decimal, gross: Decimal
) -> Decimal:
    """The net part of a payment of `amount` on an invoice of `net` in `gross`, of which `paid` and
    in it `paid_net` were paid before: parts of all payments sum to the invoice's exactly."""
    after = paid + amount
    whole = net if after >= gross else money(after * net / gross)
    return min(max(whole - paid_net, ZERO), amount)


def state_of(ended: str | None, disputed: bool, started: bool, whole: bool) -> str:
    """The state that follows from what was done."""
    if ended:
        return ended
    if disputed:
        return "disputed"
    if whole:
        return "delivered"
    return "in_delivery" if started else "open"
