"""Contracting processes in OCDS 1.1: which there are, and the releases of each for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from integrations.ocds.parts import Json
from marketplace.needs.models import Need
from marketplace.needs.queries import PUBLIC
from marketplace.standards.contracts import of_awards, of_deal
from marketplace.standards.facts import Process, processes
from marketplace.standards.naming import Names
from marketplace.standards.tenders import Teller, of_need

KIND = "supplier"
"""Needs for people are not procurement: they are left out."""
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: all of it, or what everybody may and what one organisation is a party to."""

    all: bool = False
    organization: str | None = None

    def sees(self, buyer: str, supplier: str) -> bool:
        """Whether awards and contracts between these are told: names and prices are theirs."""
        return self.all or self.organization in (buyer, supplier)


def releases_of(process: Process, names: Names, reader: Reader) -> list[Json]:
    """All releases of a process in order of their dates."""
    teller = Teller(process, names)
    whole = reader.sees(process.need.organization_id, "")
    seen = [one for one in process.awards if reader.sees(one.buyer_id, one.supplier_id)]
    told = [*of_need(teller), *of_awards(teller, process.decisions, seen, whole)]
    awards = {one.id: one for one in process.awards}
    for facts in process.deals:
        if reader.sees(facts.deal.buyer_id, facts.deal.supplier_id):
            told += of_deal(teller, facts, awards.get(facts.deal.award_id))
    return [release for _, release in sorted(told, key=itemgetter(0))]


def told_needs(session: Session) -> Iterator[Sequence[Need]]:
    """Every need that is told of, in the order of its reference, some at a time."""
    found = select(Need).where(Need.kind == KIND, Need.state.in_(PUBLIC)).order_by(Need.id)
    last = ""
    while rows := session.scalars(found.where(Need.id > last).limit(AT_ONCE)).all():
        yield rows
        last = rows[-1].id
        session.expunge_all()


def told_processes(
    session: Session, names: Names, reader: Reader
) -> Iterator[tuple[Need, list[Json]]]:
    """The releases of every process, need by need."""
    for needs in told_needs(session):
        for process in processes(session, needs):
            yield process.need, releases_of(process, names, reader)
