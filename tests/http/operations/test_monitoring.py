"""What monitors ask for."""

from __future__ import annotations

from pathlib import Path

from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from tests.support.needs import supplier_need
from tests.support.world import World


def test_it_lives_and_is_ready(world: World) -> None:
    client = world.app.test_client()
    assert client.get("/health/live").get_json() == {"status": "ok"}
    assert client.get("/health/ready").get_json() == {"status": "ok", "faults": []}


def test_a_database_of_another_version_is_not_ready(world: World) -> None:
    with world.sessions.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    answer = world.app.test_client().get("/health/ready")
    assert answer.status_code == 503
    assert "at revision 0001" in answer.get_json()["faults"][0]


def test_a_lost_database_is_not_ready_but_alive(world: World, tmp_path: Path) -> None:
    world.sessions.engine.dispose()
    for path in tmp_path.glob("marketplace.sqlite3*"):
        path.unlink()
    client = world.app.test_client()
    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").status_code == 200


def test_metrics_tell_requests_outbox_lag_and_letters(world: World) -> None:
    client = world.app.test_client()
    client.get("/health/live")
    text = client.get("/metrics").get_data(as_text=True)
    found = {family.name: family for family in text_string_to_metric_families(text)}
    requests = found["marketplace_request_seconds"].samples
    labels = {sample.labels.get("endpoint") for sample in requests}
    assert "operations.live" in labels
    assert [sample.value for sample in found["marketplace_outbox_events"].samples] == [0]
    assert found["marketplace_outbox_age_seconds"].samples[0].value == 0
    lag = {s.labels["consumer"] for s in found["marketplace_consumer_lag_events"].samples}
    assert lag == set(world.runtime.consumers)
    assert "marketplace_dead_letters" in found
    assert "marketplace_ranking_seconds" in found


def test_ranking_time_is_measured(world: World) -> None:
    def ranked() -> float:
        return REGISTRY.get_sample_value("marketplace_ranking_seconds_count", kind) or 0

    kind = {"kind": "supplier"}
    before = ranked()
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    world.deliver()
    assert ranked() == before + 1
