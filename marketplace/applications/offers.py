"""What an application says, worked out: its lots, sums, hash, and how two versions differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from marketplace.applications.rules import is_offered

CENT = Decimal("0.01")


def lots_of(need: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What can be offered for a need: its lots, or its posts as one; each with title, quantity
    and unit, the last two null where the need leaves them open."""
    if need.get("lots"):
        return [dict(lot) for lot in need["lots"]]
    quantity = need.get("posts")
    return [{"title": need["title"], "quantity": quantity, "unit": None, "cpv": None}]


def answerable(need: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The criteria that words can answer: all but the price, which is worked out."""
    return [one for one in need.get("criteria") or () if one.get("kind") != "price"]


def currency_of(need: Mapping[str, Any], default: str) -> str:
    """The currency in which prices are offered."""
    money = need.get("budget") or need.get("wage") or {}
    return str(money.get("currency") or default)


def resolved(content: Mapping[str, Any], need: Mapping[str, Any]) -> dict[str, Any]:
    """The content with lots that are named by title named by place; unknown titles stay."""
    titles = [lot["title"] for lot in lots_of(need)]
    places = {title: titles.index(title) for title in titles if titles.count(title) == 1}
    rows = [row | {"lot": places.get(row["lot"], row["lot"])} for row in content["lots"]]
    return {**content, "lots": rows}


def as_sent(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what says nothing: lots not offered, criteria not answered."""
    lots = [row for row in content["lots"] if is_offered(row)]
    return {
        **content,
        "lots": sorted(lots, key=lambda row: row["lot"]),
        "answers": [answer for answer in content["answers"] if answer["text"]],
    }


def value(row: Mapping[str, Any]) -> Decimal | None:
    """Quantity times price of an offered lot, net, to two places; None while either lacks."""
    if row["quantity"] is None or row["price"] is None:
        return None
    exact = Decimal(str(row["quantity"])) * Decimal(row["price"])
    return exact.quantize(CENT, ROUND_HALF_UP)


def total(content: Mapping[str, Any]) -> Decimal | None:
    """The sum over the offered lots; None where there is none."""
    values = [one for one in map(value, content["lots"]) if one is not None]
    return sum(values, Decimal()) if values else None


def is_partial(row: Mapping[str, Any], lot: Mapping[str, Any]) -> bool:
    """Whether less is offered than is asked for."""
    asked, offered = lot.get("quantity"), row["quantity"]
    return asked is not None and offered is not None and offered < asked


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What changed: `lots/N` for one offered or taken back, `lots/N/FIELD`, `answers/CRITERION`,
    `partners`, `attachments`, `note`."""
    found = _lots(before, after)
    old, new = (
        {one["criterion"]: one["text"] for one in content["answers"]} for content in (before, after)
    )
    found += [f"answers/{name}" for name in {**old, **new} if old.get(name) != new.get(name)]
    plain = ("partners", "attachments", "note")
    return found + [name for name in plain if before[name] != after[name]]


def _lots(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    old, new = ({row["lot"]: row for row in content["lots"]} for content in (before, after))
    found: list[str] = []
    for lot in sorted({*old, *new}):
        if lot not in old or lot not in new:
            found.append(f"lots/{lot}")
            continue
        fields = ("quantity", "price", "deliver_by")
        found += [f"lots/{lot}/{name}" for name in fields if old[lot][name] != new[lot][name]]
    return found


def hash_of(content: Mapping[str, Any], files: Sequence[str], **about: Any) -> str:
    """SHA-256 of what was sent, as docs/applications.md says; `files` are the attachments' own
    SHA-256 in their order."""
    whole = {**about, "content": content, "files": list(files)}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
