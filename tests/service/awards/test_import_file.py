"""Histories from files: each award once, each party found or entered, faults by their line."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from sqlalchemy import func, select

from events.tables import outbox
from marketplace.awards import services
from marketplace.awards.models import PastAward
from marketplace.errors import Invalid
from marketplace.organizations.models import Identifier, Organization
from marketplace.recovery import verify
from tests.support.histories import COLUMNS, csv_file, load, package, release, row
from tests.support.world import World


def count(world: World, what: Any) -> int:
    number: int = world.look(lambda session: session.scalar(select(func.count()).select_from(what)))
    return number


def organization(world: World, value: str) -> Organization:
    found: Organization = world.look(
        lambda session: session.scalar(
            select(Organization).join(Identifier).where(Identifier.value == value)
        )
    )
    return found


def test_unknown_parties_become_unclaimed_organisations(world: World) -> None:
    counts = load(world, csv_file(row(1), row(2)))
    assert (counts.read, counts.loaded, counts.organizations_created) == (2, 2, 3)
    buyer, supplier = organization(world, "506579425"), organization(world, "501440001")
    assert (buyer.state, buyer.kinds, buyer.country) == ("unclaimed", ["lead_firm"], "PT")
    assert (supplier.name, supplier.kinds) == ("Elevadores 1, Lda.", ["msme"])
    assert (supplier.municipality, supplier.region) == (None, None)


def test_each_row_is_told_as_an_event_with_the_parties_names(world: World) -> None:
    load(world, csv_file(row(1)))
    (award,) = world.look(
        lambda session: session.scalars(
            select(outbox.c.data).where(outbox.c.type == "award.recorded")
        ).all()
    )
    assert award["supplier_name"] == "Elevadores 1, Lda."
    assert (award["date"], award["value"], award["private"]) == ("2024-01-05", "1843.20", False)


def test_what_an_import_tells_is_what_its_rows_would_tell(world: World) -> None:
    at_home = row(2, country="MK", supplier_place="Tetovo", supplier_id="4030000000002")
    load(world, csv_file(row(1), at_home))
    world.deliver()
    assert [(one.code, one.what) for one in verify(world.runtime)] == []


def test_a_second_run_changes_nothing(world: World) -> None:
    content = csv_file(*[row(number) for number in range(1, 8)])
    load(world, content)
    before = [count(world, table) for table in (outbox, PastAward, Organization)]
    counts = load(world, content)
    assert (counts.loaded, counts.unchanged, counts.organizations_created) == (0, 7, 0)
    assert [count(world, table) for table in (outbox, PastAward, Organization)] == before


def test_batches_make_no_difference(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    rows = [row(number, supplier_id="501440001") for number in (1, 2, 3, 4, 3)]
    counts = load(world, csv_file(*rows))
    assert (counts.read, counts.loaded, counts.unchanged) == (5, 4, 1)
    assert counts.organizations_created == 2


def test_an_award_to_two_suppliers_is_two_rows(world: World) -> None:
    counts = load(world, csv_file(row(1), row(1, supplier_id="501449999", supplier="Other, SA")))
    assert (counts.loaded, count(world, PastAward)) == (2, 2)


def test_a_dry_run_counts_and_writes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    rows = [row(number) for number in (1, 2, 3, 1)]
    counts = load(world, csv_file(*rows), dry_run=True)
    assert (counts.loaded, counts.unchanged, counts.organizations_created) == (3, 1, 4)
    assert count(world, Organization) == count(world, outbox) == 0


def test_rows_at_fault_are_told_by_line_and_the_others_load(world: World) -> None:
    rows = [
        row(1),
        row(2, title="x"),
        row(3, date="", date_published=""),
        row(4, value="a lot"),
        row(5, supplier_kind="person"),
        row(6, award_id=""),
        row(7, title="Two\nlines of text"),
        row(8, date_published="31.1.2024"),
    ]
    counts = load(world, csv_file(*rows))
    assert (counts.read, counts.loaded, counts.left_out) == (8, 2, 1)
    assert [line for line, _ in counts.faults] == [3, 4, 5, 7, 10]
    assert "natural" not in str(counts.faults)


def test_bytes_that_are_not_utf8_are_a_fault_of_their_row(world: World) -> None:
    lines = csv_file(row(1), row(2), row(3)).splitlines(keepends=True)
    lines[2] = lines[2].decode().encode("latin-1")
    counts = load(world, b"\xef\xbb\xbf" + b"".join(lines))
    assert (counts.loaded, [line for line, _ in counts.faults]) == (2, [3])
    assert "UTF-8" in counts.faults[0][1]


def test_a_huge_field_and_an_unknown_column_do_not_stop_the_rest(world: World) -> None:
    rows = [row(1), row(2, title="x" * 200_000), row(3, weather="fine"), row(4, title="y" * 3_000)]
    counts = load(world, csv_file(*rows, columns=[*COLUMNS, "weather"]))
    assert (counts.loaded, [line for line, _ in counts.faults]) == (2, [3, 5])


def test_a_row_with_too_few_cells_is_a_fault(world: World) -> None:
    counts = load(world, csv_file(row(1)) + b"PT2,PT\r\n")
    assert (counts.loaded, counts.faults[0][0]) == (1, 3)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfea\0b\0", b"PK\x03\x04"])
def test_a_file_of_something_else_is_refused(world: World, content: bytes) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        load(world, content)


def test_a_damaged_gzip_is_refused(world: World) -> None:
    packed = gzip.compress(csv_file(*[row(number) for number in range(200)]))
    assert load(world, packed, "whole.csv.gz").loaded == 200
    with pytest.raises(Invalid, match="cannot be read"):
        load(world, packed[: len(packed) // 2], "half.csv.gz")


def test_parties_that_are_members_are_found_by_their_number(world: World) -> None:
    buyer = world.organization("lead_firm", name="Vardar Motors AD")
    number = world.look(
        lambda session: session.scalar(
            select(Identifier.value).where(Identifier.organization_id == buyer)
        )
    )
    with world.sessions.write() as session:
        session.scalars(select(Identifier)).one().scheme = "EMBS"
    rows = [row(1, country="MK", buyer_id=number), row(2, country="MK", buyer="Other AD")]
    own = load(world, csv_file(*rows), importer=buyer, private=True)
    assert (own.loaded, own.organizations_created) == (1, 1)
    assert own.faults == [(3, "the buyer is not Vardar Motors AD: Other AD")]
    award = world.look(lambda session: session.scalar(select(PastAward)))
    assert (award.buyer_id, award.importer, award.private) == (buyer, buyer, True)


def test_an_own_history_without_numbers_is_known_by_the_name(world: World) -> None:
    buyer = world.organization("lead_firm", name="Vardar Motors AD")
    counts = load(world, csv_file(row(1, buyer_id="", buyer="VARDAR Motors AD")), importer=buyer)
    assert (counts.loaded, counts.faults) == (1, [])


def test_the_same_award_may_stand_in_two_histories(world: World) -> None:
    buyer = world.organization("lead_firm", name="Município de Exemplo")
    assert load(world, csv_file(row(1, buyer_id=""))).loaded == 1
    assert load(world, csv_file(row(1, buyer_id="")), importer=buyer).loaded == 1


def test_an_unclaimed_buyer_that_also_supplies_gains_that_kind(world: World) -> None:
    load(world, csv_file(row(1)))
    load(world, csv_file(row(2, supplier_id="506579425", buyer_id="500000000")))
    found = organization(world, "506579425")
    assert (found.kinds, found.revision) == (["lead_firm", "msme"], 2)


def test_places_of_this_country_become_codes(world: World) -> None:
    load(world, csv_file(row(1, country="MK", supplier_place="Kumanovo", municipality="Tetovo")))
    supplier = organization(world, "501440001")
    assert (supplier.region, supplier.country) == ("North-East", "MK")
    award = world.look(lambda session: session.scalar(select(PastAward)))
    assert award.municipality.startswith("MK-")


def test_an_ocds_package_is_read(world: World) -> None:
    two = release(2, awards=release()["awards"] + [{"id": "b", "status": "cancelled"}])
    counts = load(world, package(release(1), two), "history.json")
    assert (counts.loaded, counts.faults) == (2, [])
    assert organization(world, "6000001").name == "Buyer AD"
    assert organization(world, "77").country == "HU"
    award = world.look(lambda session: session.scalar(select(PastAward)))
    assert (award.cpv, award.value, award.title) == ("44316500", "1200.50", "Steel brackets")


def test_ocds_lines_at_fault_are_told_by_line(world: World) -> None:
    lines = [json.dumps(release(1)), "{broken", "", json.dumps(release(2, buyer={}))]
    counts = load(world, "\n".join(lines).encode(), "history.jsonl")
    assert (counts.loaded, [line for line, _ in counts.faults]) == (1, [2, 4])
