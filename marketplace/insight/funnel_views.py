"""What the page of the funnel shows, the list behind each bar, and both as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace import pickers
from marketplace.exports import MOST, Column
from marketplace.forms import language
from marketplace.insight import funnel, words
from marketplace.insight.models import NeedStory
from marketplace.insight.stages import LOSSES, STAGES
from marketplace.needs.models import Need
from marketplace.organizations.models import Organization
from marketplace.outcomes import telling
from marketplace.policy import Actor, require
from marketplace.presenters.names import name_in

PEOPLE = ("buyer", "supplier", "bso")
SHOWN = 30
MANY = 60
"""A dimension with more buckets is not offered as a choice."""


def page(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """The funnel of the cut that the address asks for, and how it differs by a dimension."""
    require(actor, "programme.read")
    cut = cut_of(args)
    by = args.get("by", "region")
    by = by if by in funnel.DIMENSIONS else "region"
    return {
        "found": funnel.funnel(session, cut),
        "cut": cut,
        "query": urlencode(cut),
        "choices": _choices(session),
        "by": by,
        "dimensions": [(one, _(text)) for one, text in words.DIMENSIONS.items()],
        "rows": [
            (bucket_name(session, by, bucket), bucket, held)
            for bucket, held in funnel.by(session, by, cut)[:MANY]
        ],
        "words": words,
        "today": now(session),
    }


def cut_of(args: Mapping[str, str]) -> dict[str, str]:
    """The dimensions that the address names."""
    return {one: args[one] for one in funnel.DIMENSIONS if args.get(one)}


def _choices(session: Session) -> list[tuple[str, str, list[tuple[str, str]]]]:
    found = []
    for dimension, text in words.DIMENSIONS.items():
        held = funnel.buckets(session, dimension, MANY)
        if 0 < len(held) <= MANY:
            named = [(one, bucket_name(session, dimension, one)) for one in held]
            found.append((dimension, _(text), sorted(named, key=lambda one: one[1])))
    return found


def bucket_name(session: Session, dimension: str, bucket: str) -> str:
    """A bucket in words."""
    if bucket == funnel.UNKNOWN:
        return _("Not known")
    if dimension in PEOPLE:
        found = session.get(Organization, bucket)
        return name_in(found.name, found.names, language())[0] if found else bucket
    if dimension == "sector":
        return _sector(bucket)
    if dimension == "kind":
        return _("Supplier need") if bucket == "supplier" else _("Workforce need")
    return bucket if dimension == "year" else telling.bucket(session, dimension, bucket)


def _sector(bucket: str) -> str:
    if bucket.startswith("isco-"):
        return _(words.OCCUPATIONS[bucket[5:]])
    return pickers.label_of("cpv", bucket.ljust(8, "0")).label


def needs(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """The needs behind a bar, a page at a time."""
    require(actor, "programme.read")
    stage, lost, loss = _asked(args)
    wanted = funnel.behind(cut_of(args), stage, lost=lost, loss=loss)
    ids = wanted.order_by(None).with_only_columns(NeedStory.need_id).subquery()
    total = session.scalar(select(func.count()).select_from(ids)) or 0
    place = max(int(args["page"]), 1) if args.get("page", "").isdecimal() else 1
    place = min(place, 10_000)
    rows = _rows(session, wanted.limit(SHOWN).offset(SHOWN * (place - 1)))
    return {
        "rows": rows,
        "stage": stage,
        "lost": lost or bool(loss),
        "loss": loss,
        "cut": [
            (_(words.DIMENSIONS[k]), bucket_name(session, k, v)) for k, v in cut_of(args).items()
        ],
        "query": urlencode(cut_of(args)),
        "count": total,
        "place": place,
        "pages": -(-total // SHOWN),
        "words": words,
    }


def _named(session: Session, cut: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(_(words.DIMENSIONS[k]), bucket_name(session, k, v)) for k, v in cut.items()]


def _asked(args: Mapping[str, str]) -> tuple[str, bool, str]:
    stage, loss = args.get("stage", STAGES[0]), args.get("loss", "")
    stage = stage if stage in STAGES else STAGES[0]
    return stage, args.get("lost") == "1", loss if loss in LOSSES else ""


def _rows(session: Session, wanted: Any) -> list[dict[str, Any]]:
    return [
        {
            "story": one,
            "need": session.get_one(Need, one.need_id),
            "buyer": bucket_name(session, "buyer", one.buyer),
            "supplier": bucket_name(session, "supplier", one.supplier) if one.supplier else None,
            "stage": _(words.STAGES[STAGES[one.reached]][0]),
            "why": _(words.LOSSES[one.loss]) if one.loss else None,
        }
        for one in session.scalars(wanted)
    ]


def needs_table(
    session: Session, actor: Actor, args: Mapping[str, str]
) -> tuple[list[Any], list[Column]]:
    """The needs behind a bar as a file."""
    require(actor, "programme.read")
    stage, lost, loss = _asked(args)
    wanted = funnel.behind(cut_of(args), stage, lost=lost, loss=loss).limit(MOST)
    times = [
        (_(words.STAGES[code][0]), lambda one, code=code: getattr(one["story"], f"{code}_at"))
        for code in STAGES
    ]
    return _rows(session, wanted), [
        (_("Need"), lambda one: one["need"].ref),
        (_("Title"), lambda one: one["need"].title),
        (_("Buyer"), lambda one: one["buyer"]),
        (_("Supplier"), lambda one: one["supplier"]),
        (_("Came to"), lambda one: one["stage"]),
        (_("Went no further"), lambda one: one["why"]),
        *times,
    ]


def stages_table(
    session: Session, actor: Actor, args: Mapping[str, str]
) -> tuple[list[Any], list[Column]]:
    """The stages as a file."""
    require(actor, "programme.read")
    found = funnel.funnel(session, cut_of(args))
    losses = [
        (_(text), lambda one, code=code: one.losses.get(code, 0))
        for code, text in words.LOSSES.items()
    ]
    return found.stages, [
        (_("Stage"), lambda one: _(words.STAGES[one.code][0])),
        (_("Needs"), lambda one: one.count),
        (_("Per 100"), lambda one: None if one.share is None else round(100 * one.share, 1)),
        (_("Went no further"), lambda one: one.lost),
        (_("Median hours from the stage before"), lambda one: one.hours),
        *losses,
    ]
