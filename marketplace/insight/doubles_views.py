"""What the pages of possible doubles show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.insight import doubles
from marketplace.insight.models import Pair
from marketplace.organizations.models import Membership, Merge, Organization
from marketplace.organizations.queries import get
from marketplace.outcomes import sheets
from marketplace.outcomes.catalogue import ALL
from marketplace.policy import Actor, require
from marketplace.vocabularies.picking import label

SHOWN = 30
MERGES = 20


def page(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """Pairs that wait, the surest first, and the last merges."""
    require(actor, "programme.read")
    count = doubles.open_pairs(session)
    place = max(int(args["page"]), 1) if args.get("page", "").isdecimal() else 1
    place = min(place, 10_000)
    found = (
        select(Pair)
        .where(Pair.state == doubles.OPEN)
        .order_by(Pair.score.desc(), Pair.first_id, Pair.second_id)
        .limit(SHOWN)
        .offset(SHOWN * (place - 1))
    )
    merges = select(Merge).order_by(Merge.made_at.desc()).limit(MERGES)
    return {
        "rows": [_row(session, one) for one in session.scalars(found)],
        "count": count,
        "place": place,
        "pages": -(-count // SHOWN),
        "merges": [
            (one, get(session, one.source_id), get(session, one.target_id))
            for one in session.scalars(merges)
        ],
    }


def _row(session: Session, one: Pair) -> dict[str, Any]:
    return {
        "pair": one,
        "first": get(session, one.first_id),
        "second": get(session, one.second_id),
        "why": [said(reason) for reason in one.reasons],
    }


def said(reason: Mapping[str, Any]) -> str:
    """A reason as a sentence."""
    if reason["code"] == "number":
        return _("Same number: %(number)s", number=reason["value"])
    if reason["code"] == "name":
        return _("Names alike: %(n)s of 100", n=reason["value"])
    return _("Same municipality: %(place)s", place=label("municipality", reason["value"], "en"))


def pair_page(session: Session, actor: Actor, first: str, second: str) -> dict[str, Any]:
    """Two organisations side by side, and what a merge would do to each figure."""
    require(actor, "programme.read")
    found = doubles.pair(session, first, second)
    one, other = get(session, first), get(session, second)
    return {
        "pair": found,
        "sides": [_side(session, one), _side(session, other)],
        "why": [said(reason) for reason in found.reasons],
        "effects": [
            (target, _effect(session, source, target))
            for source, target in ((other, one), (one, other))
        ],
    }


def _side(session: Session, one: Organization) -> dict[str, Any]:
    members = select(func.count()).where(Membership.organization_id == one.id)
    return {"firm": one, "members": session.scalar(members) or 0}


def _effect(session: Session, source: Organization, target: Organization) -> list[dict[str, Any]]:
    rows = doubles.effect(session, source.id, target.id)
    return [row | {"name": _name(session, row["indicator"])} for row in rows]


def _name(session: Session, code: str) -> str:
    return sheets.get(session, code).name if code in ALL else code
