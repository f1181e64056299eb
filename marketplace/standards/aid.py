"""The programme as an IATI 2.03 activity: results, indicators, baselines, targets, actuals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from integrations.iati import document, model
from marketplace.config import Settings
from marketplace.deals.models import Deal
from marketplace.deployment import settings_of
from marketplace.i18n import N_, translate
from marketplace.needs.models import Need
from marketplace.needs.queries import PUBLIC
from marketplace.outcomes.models import Entry, EntryStatus
from marketplace.outcomes.periods import ALL, Span
from marketplace.outcomes.public import LEAST_FIRMS
from marketplace.outcomes.setting import unit_of
from marketplace.outcomes.sheets import Sheet_
from marketplace.policy import Actor, require
from marketplace.standards.figures import Cell, Figures
from marketplace.standards.files import Report, exported
from marketplace.standards.naming import Names, names_of
from marketplace.standards.ocds import KIND

FILE = "iati-activities.xml"
NAMING_FIRMS = frozenset({"bso", "lead_firm", "lender"})
"""Dimensions whose buckets are organisations: not for a public file."""
VOCABULARIES = {"HIPSO": model.HIPSO}
"""Vocabularies of our sheets that IATI has a code for."""
GROUPS: Mapping[str, str] = {
    "BEP": N_("Jobs and revenue of the firms supported"),
    "O1": N_("Business support organisations and their services"),
    "O2": N_("Access to finance"),
    "O3": N_("Partnerships with lead firms and workforce"),
    "X": N_("Who takes part"),
    "P": N_("How the marketplace works"),
}
"""Titles of results by the beginning of the codes of their indicators."""
WORDS = {("sex", "f"): "female", ("sex", "m"): "male"}
"""Buckets by the words that IATI's guidance uses; others stand as they are."""
UNIT = N_("Unit: %(unit)s.")
OTHER_GROUP = N_("Other results")
TYPES = {
    model.OUTPUT: N_("outputs"),
    model.OUTCOME: N_("outcomes"),
    model.IMPACT: N_("impact"),
}
DESCRIPTION = N_(
    "Results of the programme as its marketplace records them: claimed by firms, proved by evidence"
    " and verified by a second person. Figures of cuts behind which fewer firms stand than may be"
    " told are left out; sums of cuts can therefore be less than the whole."
)


def export_iati(
    session: Session, actor: Actor, folder: Path, *, span: Span | None = None
) -> Report:
    """The activity into the folder: years and the whole, or one period. A programme without any
    figure gives its indicators without actuals."""
    require(actor, "standards.export")
    made = activity(session, span)
    with exported(folder, (FILE,)) as report:
        report.write(FILE, document([made]))
        report.count("indicators", sum(len(one.indicators) for one in made.results))
        report.count("processes", len(made.documents))
    return report


def content(session: Session, span: Span | None = None) -> bytes:
    """The file."""
    return document([activity(session, span)])


def activity(session: Session, span: Span | None = None) -> model.Activity:
    """The programme with what it reached."""
    settings = settings_of(session)
    names = names_of(settings)
    figures = Figures(session, span)
    organisation = model.Organisation(
        settings.iati_org, settings.iati_org_type, {names.language: names.programme}
    )
    accountable = model.Organisation(
        settings.iati_org, settings.iati_org_type, organisation.name, model.ACCOUNTABLE
    )
    return model.Activity(
        identifier=names.activity,
        reporting=organisation,
        participating=[accountable],
        title={names.language: names.programme},
        description=_said(settings, DESCRIPTION),
        status=model.IMPLEMENTATION,
        dates=[(model.ACTUAL_START, figures.years[0].starts)],
        country=settings.country,
        currency=settings.currency,
        language=names.language,
        updated=_updated(session),
        documents=list(_documents(session, settings, names)),
        results=_results(session, settings, figures),
    )


def _updated(session: Session) -> datetime:
    """When the ledger or a deal last changed: the same store gives the same file."""
    moments = [
        session.scalar(select(func.max(column)))
        for column in (Entry.made_at, EntryStatus.made_at, Deal.opened_at)
    ]
    return max((one for one in moments if one), default=None) or now(session)


def _said(settings: Settings, text: str) -> dict[str, str]:
    """The text in the languages of the interface into which it is translated."""
    first, *others = settings.language_codes
    found = {first: translate(first, text)}
    words = {code: translate(code, text) for code in others}
    return found | {code: said for code, said in words.items() if said != text}


def _documents(session: Session, settings: Settings, names: Names) -> Iterator[model.Document]:
    """The contracting processes from which results come, by their ocid."""
    found = session.execute(
        select(Need.id, Need.ref, Need.title)
        .where(
            Need.kind == KIND,
            Need.state.in_(PUBLIC),
            Need.id.in_(select(Deal.need_id)),
        )
        .order_by(Need.ref)
    )
    for id_, ref, title in found:
        yield model.Document(
            f"{names.url}/api/v1/needs/{id_}/ocds",
            "application/json",
            {names.language: f"{names.ocid(ref)}: {title}"},
            [model.TENDER_DOCUMENT],
        )


def _results(session: Session, settings: Settings, figures: Figures) -> list[model.Result]:
    groups: dict[tuple[str, int], list[model.Indicator]] = {}
    for sheet in figures.sheets:
        place = (_group(sheet.code), sheet.indicator.type)
        groups.setdefault(place, []).append(_indicator(session, settings, sheet, figures))
    return [
        model.Result(type_, _title(settings, group, type_), indicators)
        for (group, type_), indicators in groups.items()
    ]


def _group(code: str) -> str:
    return GROUPS.get(code.partition("-")[0], OTHER_GROUP)


def _title(settings: Settings, group: str, type_: int) -> dict[str, str]:
    titles, kinds = _said(settings, group), _said(settings, TYPES[type_])
    return {code: f"{title}: {kinds[code]}" for code, title in titles.items() if code in kinds}


def _indicator(
    session: Session, settings: Settings, sheet: Sheet_, figures: Figures
) -> model.Indicator:
    one = sheet.indicator
    dimensions = [name for name in one.dimensions if name not in NAMING_FIRMS]
    grows = one.formula.get("kind") == "growth"
    spans = [span for span in figures.spans if span.code != ALL or not grows]
    periods = [_period(span, list(figures.cells(sheet, span, dimensions))) for span in spans]
    return model.Indicator(
        title=_said(settings, sheet.name),
        description=_described(session, settings, sheet),
        measure=one.measure,
        ascending=one.ascending,
        adds_up=one.how == "flow",
        references=list(_references(settings, sheet)),
        baselines=list(_baselines(sheet)),
        periods=_apart(periods),
    )


def _described(session: Session, settings: Settings, sheet: Sheet_) -> dict[str, str]:
    """The definition, and the unit, for which IATI has no place of its own."""
    unit = unit_of(session, sheet.indicator.unit)
    said = _said(settings, sheet.content["definition"])
    return {code: f"{text} {translate(code, UNIT, unit=unit)}" for code, text in said.items()}


def _apart(periods: Sequence[model.Period]) -> list[model.Period]:
    """Those that tell something; a programme of one year is not told twice, as year and whole."""
    found: dict[tuple[date, date], model.Period] = {}
    for one in periods:
        if one.targets or one.actuals:
            days = (one.starts, one.ends)
            before = found.get(days, one)
            both = before.targets if before is one else [*before.targets, *one.targets]
            found[days] = replace(before, targets=both)
    return list(found.values())


def _references(settings: Settings, sheet: Sheet_) -> Iterator[model.Reference]:
    """Our own code, and the first of each vocabulary that IATI knows."""
    uri = f"{settings.public_url.rstrip('/')}/results/{sheet.code}"
    yield model.Reference(model.OWN_VOCABULARY, sheet.code, uri)
    known = {
        VOCABULARIES.get(one["vocabulary"]): one["code"] for one in sheet.content["xref"][::-1]
    }
    for vocabulary, code in sorted((key, code) for key, code in known.items() if key):
        yield model.Reference(vocabulary, code)


def _baselines(sheet: Sheet_) -> Iterator[model.Baseline]:
    base = sheet.content.get("baseline") or {}
    if base.get("value") is not None and base.get("year"):
        yield model.Baseline(int(base["year"]), model.Figure(Decimal(str(base["value"]))))


def _period(span: Span, found: Sequence[Cell]) -> model.Period:
    targets = [model.Figure(one.target, _cut(one)) for one in found if one.target is not None]
    actuals = [
        model.Figure(one.reached, _cut(one))
        for one in found
        if one.reached is not None and _tellable(one)
    ]
    return model.Period(span.starts, span.ends, targets, actuals)


def _tellable(cell: Cell) -> bool:
    return not cell.total.dimension or cell.total.firms >= LEAST_FIRMS


def _cut(cell: Cell) -> list[tuple[str, str]]:
    name, bucket = cell.total.dimension, cell.total.bucket
    return [(name, WORDS.get((name, bucket), bucket))] if name else []
