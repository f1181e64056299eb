"""What the matching service promises on every engine and every database."""

from __future__ import annotations

import pytest

from matching.replay import replay
from tests.support.ranking import Scene


class MatchingContract:
    """Run against a `scene` fixture that a subclass's module provides."""

    def test_lists_follow_events_and_replay_exactly(self, scene: Scene) -> None:
        scene.tell(*scene.firm("stamper"), *scene.firm("lapsed", certificates=[]))
        scene.tell(scene.award("a1", "unknown", "Stamped steel brackets", cpv="44316500-3"))
        scene.tell(scene.need())
        assert sorted(scene.order()) == ["lapsed", "stamper", "unknown"]
        assert [e["eligible"] for e in scene.shortlist()["entries"]] == [True, True, False]
        first = scene.shortlist()
        scene.tell(*scene.firm("late"))
        assert "late" in scene.order()
        with scene.sessions.read() as session:
            assert replay(session, "need-1", first["revision"]) == first

    def test_the_same_events_again_change_nothing(self, scene: Scene) -> None:
        events = [*scene.firm("stamper"), scene.need()]
        scene.tell(*events)
        scene.tell(*events)
        assert len(scene.recorded("match.ranked")) == 1

    def test_private_awards_stay_with_their_buyer(self, scene: Scene) -> None:
        title = "Stamped steel brackets"
        scene.tell(scene.award("a1", "secret", title, buyer="buyer", private=True))
        scene.tell(scene.need(), scene.need("need-2", organization="somebody"))
        assert scene.order("need-1") == ["secret"]
        assert scene.order("need-2") == []

    def test_withdrawn_programmes_and_closed_needs_leave(self, scene: Scene) -> None:
        scene.tell(scene.organization("school", kinds=["bso"]), scene.programme("welding"))
        asked = {"kind": "workforce", "title": "Welders", "occupation": "7212", "posts": 5}
        scene.tell(scene.need(**asked))
        subjects = [e["subject"] for e in scene.shortlist()["entries"]]
        assert subjects == ["welding"]
        gone = {"id": "welding", "organization": "school", "state": "withdrawn"}
        scene.tell(scene.event("service.withdrawn", "service/welding", **gone))
        scene.tell(scene.need(type_="need.revised", **asked))
        assert scene.order() == []

    def test_scores_add_up_from_reasons(self, scene: Scene) -> None:
        scene.tell(*scene.firm("stamper"), scene.award("a1", "x", "Steel brackets, stamped"))
        scene.tell(scene.need())
        for entry in scene.shortlist()["entries"]:
            total = sum(reason["weight"] for reason in entry["reasons"])
            assert total == pytest.approx(entry["score"], abs=1e-9)
