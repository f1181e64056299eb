"""What the pages of matches show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.forms import language
from marketplace.matches import queries, words
from marketplace.matches.models import Judgement, ShortlistEntry
from marketplace.matches.queries import Match
from marketplace.needs import tables
from marketplace.needs.models import Invitation, Need
from marketplace.organizations.models import Organization
from marketplace.policy import Actor
from marketplace.vocabularies.places import distance, municipalities

SHOWN = 10
MOST_COMPARED = 4
PAGE = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place on the buyer's list, in the reader's words."""

    entry: ShortlistEntry
    firm: Organization
    lines: list[str]
    reasons: list[words.Reason]
    gaps: list[words.Gap]
    invited: bool
    verdict: str | None


def shortlist(
    session: Session, actor: Actor, need_id: str, args: Mapping[str, str]
) -> dict[str, Any]:
    """Candidates in order; the first ten unless all are asked for."""
    need, head, entries = queries.shortlist(session, actor, need_id)
    found = _candidates(session, need, entries)
    able = [one for one in found if one.entry.eligible]
    able = _filtered(able, args)
    everything = args.get("all") == "1"
    return {
        "need": need,
        "head": head,
        "ready": head is not None and head.need_revision >= need.revision,
        "able": able if everything else able[:SHOWN],
        "able_total": len(able),
        "unable": [one for one in found if _comes_close(one.entry)],
        "all_shown": everything or len(able) <= SHOWN,
        "fewer": sum(one.invited for one in found),
        "q": args.get("q", ""),
        "only": args.get("only", ""),
    }


def _comes_close(entry: ShortlistEntry) -> bool:
    """A near miss worth a line: it would stand on the list if its gaps were closed."""
    return not entry.eligible and (entry.score_then or 0) >= queries.CLOSE


def table(session: Session, actor: Actor, need_id: str) -> list[Candidate]:
    """The whole list, near misses included, for a file."""
    need, _, entries = queries.shortlist(session, actor, need_id)
    return _candidates(session, need, entries)


def _filtered(found: list[Candidate], args: Mapping[str, str]) -> list[Candidate]:
    """By a part of the name, and by being claimed, without gaps or not invited yet."""
    text = args.get("q", "").strip().casefold()
    tests = {
        "claimed": lambda one: not one.entry.unclaimed,
        "no-gaps": lambda one: not one.gaps,
        "not-invited": lambda one: not one.invited,
    }
    keep = tests.get(args.get("only", ""), lambda one: True)
    return [one for one in found if text in one.firm.name.casefold() and keep(one)]


def comparison(
    session: Session, actor: Actor, need_id: str, chosen: Sequence[str]
) -> dict[str, Any]:
    """The chosen candidates side by side."""
    need, head, entries = queries.shortlist(session, actor, need_id)
    wanted = [entry for entry in entries if entry.organization_id in chosen]
    return {"need": need, "head": head, "chosen": _candidates(session, need, wanted)}


def mine(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """The firm's matches, a page of them."""
    place = max(int(args["page"]) if args.get("page", "").isdigit() else 1, 1)
    hidden = args.get("all") == "1"
    found, total = queries.my_matches(
        session, actor, hidden=hidden, limit=PAGE, offset=(place - 1) * PAGE
    )
    return {
        "matches": [_shown(session, match) for match in found],
        "total": total,
        "place": place,
        "pages": -(-total // PAGE),
        "hidden": hidden,
    }


def fit_of(session: Session, actor: Actor, need_id: str) -> dict[str, Any] | None:
    """How the organisation acted for fits a need, if it stands on its list."""
    match = queries.match_of(session, actor, need_id)
    return _shown(session, match) if match else None


def _shown(session: Session, match: Match) -> dict[str, Any]:
    buyer = session.get_one(Organization, match.need.organization_id)
    return {
        "need": match.need,
        "buyer": buyer,
        "place": tables.place(match.need.content.get("place")),
        "score": match.entry.score,
        "eligible": match.entry.eligible,
        "reasons": words.reasons(match.entry.reasons, you=True),
        "gaps": words.gaps(match.entry.gaps, you=True),
        "verdict": match.verdict,
        "computed_at": match.shortlist.computed_at,
    }


def _candidates(session: Session, need: Need, entries: Sequence[ShortlistEntry]) -> list[Candidate]:
    ids = [entry.organization_id for entry in entries]
    known = {
        firm.id: firm
        for firm in session.scalars(select(Organization).where(Organization.id.in_(ids)))
    }
    asked = set(
        session.scalars(select(Invitation.organization_id).where(Invitation.need_id == need.id))
    )
    judged = dict(
        session.execute(
            select(Judgement.organization_id, Judgement.verdict).where(
                Judgement.need_id == need.id,
                Judgement.by_organization == need.organization_id,
            )
        ).all()
    )
    return [
        Candidate(
            entry=entry,
            firm=known[entry.organization_id],
            lines=_lines(need, known[entry.organization_id]),
            reasons=words.reasons(entry.reasons, you=False),
            gaps=words.gaps(entry.gaps, you=False),
            invited=entry.organization_id in asked,
            verdict=judged.get(entry.organization_id),
        )
        for entry in entries
        if entry.organization_id in known
    ]


def _lines(need: Need, firm: Organization) -> list[str]:
    """Facts beneath the name: place and distance."""
    there = municipalities().get(firm.municipality or "")
    if there is None:
        return [firm.country] if firm.country != "MK" else []
    here = (need.content.get("place") or {}).get("municipality")
    name = there.name(language())
    return [f"{name}, {distance(here, there.code):.0f}\u00a0km" if here else name]
