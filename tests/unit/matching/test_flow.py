"""From events to ranked lists, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ranking import TETOVO, Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(f"sqlite:///{tmp_path / 'matching.sqlite3'}")
    yield scene
    scene.close()


def test_a_published_need_is_ranked_with_reasons_and_gaps(scene: Scene) -> None:
    scene.tell(
        *scene.firm("stamper"),
        *scene.firm("welder", capabilities=[{"text": "Welding", "cpv": None}]),
    )
    scene.tell(scene.need())
    found = scene.shortlist()
    assert scene.order() == ["stamper", "welder"]
    assert found["need_revision"] == 1
    assert found["looked_at"] == 2
    first = found["entries"][0]
    assert first["rank"] == 1
    assert first["reasons"][0]["code"] == "capability"
    assert sum(r["weight"] for r in first["reasons"]) == pytest.approx(first["score"], abs=1e-9)


def test_a_later_profile_enters_the_list_and_a_changed_one_is_ranked_anew(scene: Scene) -> None:
    scene.tell(*scene.firm("welder", capabilities=[{"text": "Welding of steel", "cpv": None}]))
    scene.tell(scene.need())
    scene.tell(*scene.firm("stamper"))
    assert scene.order() == ["stamper", "welder"]
    brackets = "Stamped steel brackets and mounting plates"
    scene.tell(scene.profile("welder", capabilities=[{"text": brackets, "cpv": "44316500-3"}]))
    assert scene.order() == ["welder", "stamper"]


def test_an_award_changes_the_next_list(scene: Scene) -> None:
    scene.tell(scene.need())
    assert scene.order() == []
    scene.tell(scene.award("a1", "unknown", "Stamped steel brackets", cpv="44316500-3"))
    assert scene.order() == []
    scene.tell(scene.need(type_="need.revised"))
    entry = scene.shortlist()["entries"][0]
    assert entry["organization"] == "unknown"
    assert entry["unclaimed"]
    assert entry["eligible"]


def test_private_awards_rank_only_for_their_buyer(scene: Scene) -> None:
    title = "Stamped steel brackets"
    scene.tell(scene.award("a1", "secret", title, buyer="buyer", private=True))
    scene.tell(scene.need(), scene.need("need-2", organization="somebody"))
    assert scene.order("need-1") == ["secret"]
    assert scene.order("need-2") == []


def test_withheld_parts_neither_rank_nor_fail(scene: Scene) -> None:
    hidden = {"capabilities": "applied_to", "certificates": "applied_to"}
    scene.tell(*scene.firm("open"), *scene.firm("shy", visibility=hidden))
    scene.tell(scene.need())
    shy = next(e for e in scene.shortlist()["entries"] if e["organization"] == "shy")
    assert shy["eligible"]
    assert "certificate-unknown" in [gap["code"] for gap in shy["gaps"]]
    assert not any("Stamping" in reason["text"] for reason in shy["reasons"])


def test_a_failed_condition_comes_last_with_its_remedy(scene: Scene) -> None:
    scene.tell(*scene.firm("lapsed", certificates=[]), *scene.firm("holder"))
    scene.tell(scene.need())
    holder, lapsed = scene.shortlist()["entries"]
    assert holder["rank"] == 1
    assert (lapsed["rank"], lapsed["eligible"]) == (None, False)
    assert lapsed["score_then"] == lapsed["score"]
    gap = lapsed["gaps"][0]
    assert (gap["code"], gap["blocking"]) == ("certificate-missing", True)
    assert gap["remedy"]


def test_a_suspended_firm_leaves_the_eligible(scene: Scene) -> None:
    scene.tell(*scene.firm("stamper"))
    scene.tell(scene.need())
    assert scene.shortlist()["entries"][0]["eligible"]
    scene.tell(scene.organization("stamper", "organization.suspended", state="suspended"))
    entry = scene.shortlist()["entries"][0]
    assert not entry["eligible"]
    assert entry["gaps"][0]["code"] == "organization-suspended"


def test_drafts_and_the_buyer_itself_are_not_listed(scene: Scene) -> None:
    scene.tell(scene.organization("draft", "organization.created", state="draft"))
    scene.tell(scene.profile("draft"), *scene.firm("buyer"), scene.profile("nobody"))
    scene.tell(scene.need())
    assert scene.order() == []


def test_a_closed_need_is_not_ranked_again(scene: Scene) -> None:
    scene.tell(scene.need())
    scene.tell(scene.need(type_="need.closed", state="closed"))
    scene.tell(*scene.firm("stamper"))
    assert scene.order() == []


def test_an_older_revision_changes_nothing(scene: Scene) -> None:
    able, unable = scene.profile("firm"), scene.profile("firm", capabilities=[])
    scene.tell(scene.organization("firm"), unable)
    scene.tell(able)
    scene.tell(scene.need(place=TETOVO))
    reasons = [r["code"] for e in scene.shortlist()["entries"] for r in e["reasons"]]
    assert "capability" not in reasons


def test_need_and_profile_in_one_batch_meet(scene: Scene) -> None:
    scene.tell(scene.need(), *scene.firm("stamper"))
    assert scene.order() == ["stamper"]
    assert len(scene.recorded("match.ranked")) == 1


def test_a_second_worker_finds_what_the_first_kept(scene: Scene) -> None:
    scene.tell(*scene.firm("stamper"))
    scene.tell(scene.award("a1", "unknown", "Stamped steel brackets"))
    from matching.consumers import consumers

    scene.consumer = consumers(scene.index)[0]
    scene.tell(scene.need())
    assert set(scene.order()) == {"stamper", "unknown"}


def test_training_programmes_are_ranked_for_a_workforce_need(scene: Scene) -> None:
    scene.tell(scene.organization("school", kinds=["bso"]))
    scene.tell(
        scene.programme("welding"),
        scene.programme("office", title="Spreadsheets", occupation="4110", skills=["Excel"]),
    )
    scene.tell(
        scene.need(
            kind="workforce", title="Ten MIG welders", occupation="7212", skills=["MIG welding"],
            posts=10, start="2027-07-01", lots=[], cpv=[],
        )
    )  # fmt: skip
    entries = scene.shortlist()["entries"]
    assert [e["subject"] for e in entries] == ["welding", "office"]
    assert entries[0]["organization"] == "school"
    assert entries[0]["reasons"][0]["code"] == "occupation"
    scene.tell(scene.programme("better", title="MIG welding for welders", seats=20))
    assert "better" in [e["subject"] for e in scene.shortlist()["entries"]]
