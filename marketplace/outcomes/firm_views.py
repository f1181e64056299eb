"""What a firm's pages of its own results show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deals.models import Deal
from marketplace.exports import MOST
from marketplace.files.queries import names
from marketplace.forms import Form
from marketplace.outcomes import (
    asks,
    claims,
    evidence,
    payroll,
    queries,
    setting,
    support,
    telling,
    words,
)
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.models import Ask, Claim, FirmFigure
from marketplace.outcomes.periods import ALL
from marketplace.policy import Actor, require

PERIODS = 5
FIGURES = ("BEP-02", "O3-05", "BEP-05", "BEP-04")
LISTED = 50


def own(session: Session, actor: Actor) -> dict[str, Any]:
    """The firm's results: what it is asked for, what counts, what it sent."""
    require(actor, "outcome.read_own", actor.organization or "")
    firm = str(actor.organization)
    found, total = queries.claims(session, own_only(actor), limit=LISTED)
    return {
        "claims": [(one, telling.amount(one)) for one in found],
        "total": total,
        "asked": [_asked(session, one) for one in asks.open_asks(session, firm)],
        "baseline": support.baseline(session, firm),
        "first": support.first_support(session, firm),
        "figures": {code: session.get(FirmFigure, (firm, code, ALL, "", "")) for code in FIGURES},
        "currency": setting.currency(session),
        "kinds": words.KINDS,
    }


def own_claims(session: Session, actor: Actor) -> list[Claim]:
    """What the firm sent, as a file holds it."""
    require(actor, "outcome.read_own", actor.organization or "")
    return queries.claims(session, own_only(actor), limit=MOST)[0]


def own_only(actor: Actor) -> Actor:
    """The actor as a member of the firm alone: a programme's member sees only its own here."""
    return replace(actor, staff=False, kinds=frozenset(actor.kinds) - {"programme"})


def _asked(session: Session, one: Ask) -> dict[str, Any]:
    if one.kind == "jobs":
        deal = session.get(Deal, one.subject)
        title = _("Claim the jobs of %(deal)s", deal=deal.title if deal else _("the deal"))
        return {"ask": one, "title": title, "href": f"/my-results/jobs?deal={one.subject}"}
    claim = session.get_one(Claim, one.subject)
    title = _("Confirm the jobs of %(ref)s", ref=claim.ref)
    return {"ask": one, "title": title, "href": f"/my-results/{claim.id}/confirm"}


def jobs_page(session: Session, actor: Actor, form: Form) -> dict[str, Any]:
    """What the form of a claim of jobs offers to choose from, and the files sent along."""
    require(actor, "outcome.claim", actor.organization or "")
    firm = str(actor.organization)
    calendar, today = setting.calendar(session), setting.today(session)
    deals = session.scalars(
        select(Deal).where(Deal.supplier_id == firm).order_by(Deal.opened_at.desc()).limit(100)
    )
    return {
        "deals": [(one.id, f"{one.ref} {one.title}") for one in deals],
        "period_choices": [(one.code, one.code) for one in calendar.recent(today, PERIODS)],
        "currency": setting.currency(session),
        "columns": columns(),
        "baseline": support.baseline(session, firm),
        "full_time": setting.full_time(session),
        "files": names(session, form.values("evidence")),
    }


def columns() -> list[dict[str, Any]]:
    """The columns of a claim's lines."""
    return [
        {"key": "headcount", "label": _("People"), "num": True},
        {"key": "fte", "label": _("FTE"), "num": True},
        {"key": "contract", "label": _("Contract"), "options": telling.options(words.CONTRACTS)},
        {"key": "sex", "label": _("Sex"), "options": telling.options(words.SEXES)},
        {"key": "age_band", "label": _("Age"), "options": telling.options(words.AGES)},
    ]


def fill(session: Session, actor: Actor, form: Form, read: evidence.Read) -> dict[str, Any] | None:
    """Put what the payroll list says into the form: lines of the new, and the staff of the day.

    Answers what was counted; None where no file is a payroll list.
    """
    whole = read.whole
    if whole is None:
        return None
    firm, full_time = str(actor.organization), setting.full_time(session)
    start = support.baseline(session, firm)
    everybody = whole.new(start.as_of) if start else list(whole.people)
    new = [one for one in everybody if one.key not in evidence.known_keys(session, firm)]
    staff = whole.staff(full_time)
    form.typed["lines"] = payroll.lines_of(new, full_time)
    form.typed["staff"] = {"headcount": str(staff.headcount), "fte": plain(staff.fte)}
    form.posted = False
    return payroll.counts(whole, new, full_time) | {"known": len(everybody) - len(new)}


def claim_page(session: Session, actor: Actor, claim: Claim) -> dict[str, Any]:
    """One claim: what it says, what proves it, what was decided."""
    found = evidence.of_claim(session, claim.id)
    return {
        "claim": claim,
        "amount": telling.amount(claim),
        "kinds": words.KINDS,
        "contracts": words.CONTRACTS,
        "sexes": words.SEXES,
        "ages": words.AGES,
        "sources": words.SOURCES,
        "proofs_words": words.PROOFS,
        "unit_words": words.UNITS,
        "decided": words.DECISIONS,
        "evidence": found,
        "names": names(session, [one.file_id for one in found if one.file_id]),
        "decisions": queries.decisions(session, claim.id),
        "entries": queries.entries(session, actor, claim=claim.id, limit=200)[0],
        "gates": [telling.gate(one) for one in claim.gates],
        "deal": session.get(Deal, claim.deal_id) if claim.deal_id else None,
        "asked": [
            one for one in asks.open_asks(session, claim.organization_id) if one.subject == claim.id
        ],
        "changeable": claim.kind == "jobs" and claim.state in claims.CHANGEABLE,
        "currency": setting.currency(session),
    }
