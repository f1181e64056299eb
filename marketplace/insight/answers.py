"""The dashboard as the API answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from marketplace.insight import cuts, funnel, rules, targets, trust
from marketplace.outcomes import public
from marketplace.outcomes.amounts import plain
from marketplace.policy import Actor, require


def dashboard(session: Session, actor: Actor, cut: str, period: str) -> dict[str, Any]:
    """schemas.DashboardSchema; raises Invalid for a period that is none."""
    require(actor, "programme.read")
    code = public.period_of(session, period)
    return {
        "jobs": _jobs(targets.jobs(session)),
        "years": [_year(one) for one in targets.years(session)],
        "cut": cut,
        "period": code,
        "buckets": [_bucket(one) for one in cuts.rows(session, cut, code)],
        "trust": [
            {"code": one.code, "part": one.part, "whole": one.whole}
            for one in trust.answers(session)
        ],
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _jobs(found: targets.Jobs) -> dict[str, Any]:
    told = found.forecast and asdict(found.forecast)
    if told:
        told["quarters"] = told.pop("points")
        told["confidence"] = rules.CONFIDENCE
    return {
        "indicator": targets.JOBS,
        "actual": plain(found.total.value or Decimal()),
        "waiting": plain(found.total.waiting),
        "target": _text(found.target),
        "ends": found.ends.isoformat(),
        "standing": found.standing,
        "pace_needed": found.pace,
        "pace_recent": found.recent,
        "forecast": told,
    }


def _year(one: targets.Year) -> dict[str, Any]:
    return {
        "year": one.code,
        "state": one.state,
        "jobs": plain(one.jobs),
        "jobs_cumulative": plain(one.cumulative),
        "jobs_target": _text(one.target),
        "growth": _text(one.growth.value),
        "growth_target": _text(one.growth_target),
        "firms": one.growth.firms,
        "firms_of": one.growth.of,
    }


def _bucket(one: cuts.Row) -> dict[str, Any]:
    return {
        "bucket": one.bucket,
        "firms": one.firms,
        "jobs": plain(one.jobs),
        "waiting": plain(one.waiting),
        "target": _text(one.target),
        "growth": _text(one.growth),
    }


def funnel_of(session: Session, actor: Actor, cut: Mapping[str, str]) -> dict[str, Any]:
    """schemas.FunnelSchema of the needs in the cut."""
    require(actor, "programme.read")
    found = funnel.funnel(session, cut)
    return {
        "stages": [
            {
                "stage": one.code,
                "count": one.count,
                "per_hundred": None if one.share is None else round(100 * one.share, 1),
                "lost": one.lost,
                "losses": dict(one.losses),
                "median_hours": one.hours,
            }
            for one in found.stages
        ],
        "useful": found.useful,
        "rated": found.rated,
        "conversion": found.conversion,
    }
