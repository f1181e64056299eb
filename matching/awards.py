"""Award histories read from files: rows in the shape of the events, or faults with their line."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from matching.snapshots import Award, amount_of
from matching.text import normalise

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

MIN_TITLE = 4
COLUMNS = ("award_id", "title", "buyer_id", "buyer", "supplier_id", "supplier", "date")


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award to one supplier as a file tells it; empty text where the file says nothing.

    `date` is the day of signing, `published` that of publication (the first of both that is
    there is `day`); `value` is a decimal string in `currency`.
    """

    line: int
    award_id: str
    buyer_id: str
    buyer: str
    supplier_id: str
    supplier: str
    title: str
    date: str = ""
    published: str = ""
    cpv: str = ""
    category: str = ""
    municipality: str = ""
    region: str = ""
    value: str = ""
    currency: str = ""
    country: str = ""
    source: str = ""
    cpv_label: str = ""
    supplier_place: str = ""
    buyer_scheme: str = ""
    supplier_scheme: str = ""

    @property
    def day(self) -> dt.date:
        """When the award became known."""
        return dt.date.fromisoformat(self.published or self.date)

    def award(self) -> Award:
        """The row as the ranker's evidence."""
        return Award(
            id=f"{self.award_id}|{self.supplier_id}",
            buyer=self.buyer_id,
            buyer_name=self.buyer,
            supplier=self.supplier_id,
            supplier_name=self.supplier,
            title=self.title,
            day=float(self.day.toordinal()),
            cpv=self.cpv,
            municipality=self.municipality,
            region=self.region,
            category=self.category,
            value=amount_of(self.value),
            currency=self.currency,
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be taken, and why; `line` is where it begins, 1 the first of the file.

    `left_out` marks natural persons: nothing is wrong with the row, it is not for this store.
    """

    line: int
    reason: str
    left_out: bool = False


class UnreadableFile(ValueError):
    """The file is neither CSV with the columns of an award history nor OCDS."""


def read_awards(path: Path | str) -> Iterator[AwardRow | Fault]:
    """Rows of a CSV file, or of OCDS in JSON or JSON lines, plain or gzipped, told by its name.

    Natural persons and rows without title, date, supplier or buyer come back as faults. Raises
    UnreadableFile if nothing in it can be understood, OSError if it cannot be opened.
    """
    from matching import ocds

    path = Path(path)
    with open_text(path) as handle:
        name = path.name.removesuffix(".gz").lower()
        reader = ocds.read if name.endswith((".json", ".jsonl", ".ndjson")) else read_csv
        yield from reader(handle)


def open_text(path: Path) -> IO[str]:
    """The file as UTF-8 text, with or without a byte order mark, unpacked if its name says .gz.

    Bytes that are not UTF-8 come as surrogates, so that only their row is at fault.
    """
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", errors="surrogateescape", newline="")
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def read_csv(handle: IO[str]) -> Iterator[AwardRow | Fault]:
    """Rows of a file with the columns of an award history; further columns are ignored."""
    reader = csv.reader(handle)
    header = next(reader, [])
    missing = [c for c in COLUMNS if c not in header]
    if missing:
        raise UnreadableFile(f"no column {', '.join(missing)}")
    for line, cells in records(reader):
        if isinstance(cells, Fault):
            yield cells
        elif len(cells) == len(header):
            yield row_of(line, dict(zip(header, cells, strict=True)))
        elif cells:
            yield Fault(line, f"{len(cells)} cells where the header has {len(header)}")


def records(reader: CsvReader) -> Iterator[tuple[int, list[str] | Fault]]:
    """Each record with the line on which it begins; one that cannot be read is a fault."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Fault(line, f"not CSV: {error}")
        else:
            yield line, cells


def row_of(line: int, cells: Mapping[str, str]) -> AwardRow | Fault:
    """One record as a row, or the first thing that is wrong with it."""
    text = {key: value.strip() for key, value in cells.items()}
    fault = fault_of(text)
    if fault:
        return Fault(line, fault, left_out=is_person(text))
    return AwardRow(
        line=line,
        award_id=text["award_id"],
        buyer_id=text["buyer_id"] or named(text["buyer"]),
        buyer=text["buyer"],
        supplier_id=text["supplier_id"] or named(text["supplier"]),
        supplier=text["supplier"],
        title=text["title"],
        date=text["date"][:10],
        published=text.get("date_published", "")[:10],
        value=text.get("value", ""),
        **{
            key: text.get(key, "")
            for key in (
                "cpv", "category", "municipality", "region", "currency", "country", "source",
                "cpv_label", "supplier_place", "buyer_scheme", "supplier_scheme",
            )
        },
    )  # fmt: skip


def named(name: str) -> str:
    """An identifier made of a name, for files that give no number."""
    return f"name:{normalise(name)}"


def fault_of(text: Mapping[str, str]) -> str:
    """What is wrong with a record's cells; empty if nothing is."""
    if is_person(text):
        return f"supplier is not a company but {text['supplier_kind']}: never imported"
    if not is_unicode("".join(text.values())):
        return "not UTF-8: save the file in that encoding"
    if not text["award_id"]:
        return "no award_id"
    if len(text["title"]) < MIN_TITLE:
        return f"title shorter than {MIN_TITLE} characters"
    for role in ("buyer", "supplier"):
        if not text[f"{role}_id"] and not text[role]:
            return f"no {role}"
    return fault_of_dates(text) or fault_of_value(text.get("value", ""))


def is_person(text: Mapping[str, str]) -> bool:
    """Whether the supplier is not a company."""
    return text.get("supplier_kind", "") not in ("", "company")


def is_unicode(text: str) -> bool:
    """False where undecoded bytes, or halves of a character, are left in the text."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def fault_of_dates(text: Mapping[str, str]) -> str:
    """A date that is missing, or not of the form 2024-01-31."""
    found = [text["date"], text.get("date_published", "")]
    if not any(found):
        return "no date"
    for value in filter(None, found):
        try:
            dt.date.fromisoformat(value[:10])
        except ValueError:
            return f"not a date: {value[:40]}"
    return ""


def fault_of_value(value: str) -> str:
    """A value that is not a finite number (a correction may be negative)."""
    try:
        sound = not value or math.isfinite(float(value))
    except ValueError:
        sound = False
    return "" if sound else f"not an amount: {value[:40]}"
