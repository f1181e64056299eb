"""A JSON read through the product, beside bare Flask with one SELECT of the same row."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, jsonify
from sqlalchemy import text

from marketplace.config import Settings
from marketplace.db import engine_for
from marketplace.schema import migrate
from marketplace.wiring import build
from tests.support.clock import FixedClock
from tests.support.needs import supplier_need
from tests.support.world import World


def measure(count: int = 40, rounds: int = 25) -> dict[str, Any]:
    """Requests per second of all three, in turn, by Werkzeug's test client on one thread."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=folder, secret_key="x" * 40)
        migrate(settings.sqlalchemy_url)
        runtime = build(settings, clock=FixedClock())
        world = World(runtime, FixedClock())
        buyer = world.api("lead_firm")
        need = buyer.post("/needs", supplier_need()).json["id"]
        buyer.post(f"/needs/{need}/publish")
        bare = bare_app(Path(folder) / "marketplace.sqlite3").test_client()
        anonymous = world.app.test_client()
        path = f"/api/v1/needs/{need}"
        pairs = [
            (
                rate(lambda: bare.get(f"/{need}"), count),
                rate(lambda: anonymous.get(path), count),
                rate(lambda: buyer.get(f"/needs/{need}"), count),
            )
            for _ in range(rounds)
        ]
        runtime.close()
    plain, ours, signed = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "bare_per_second": round(plain),
        "public_per_second": round(ours),
        "with_token_per_second": round(signed),
        "ratio_public": round(ours / plain, 2),
        "ratio_with_token": round(signed / plain, 2),
    }


def bare_app(store: Path) -> Flask:
    """Flask, one SELECT, jsonify."""
    app, engine = Flask("bare"), engine_for(f"sqlite:///{store}")

    @app.get("/<need_id>")
    def get_need(need_id: str) -> Any:
        with engine.connect() as connection:
            row = connection.execute(
                text("SELECT id, ref, state, revision, content FROM needs WHERE id = :id"),
                {"id": need_id},
            ).one()
        return jsonify(json.loads(row.content) | {"id": row.id, "state": row.state})

    return app


def rate(request: Callable[[], Any], count: int) -> float:
    """Requests per second of the processor's time; every answer must be 200."""
    start = time.thread_time()
    for _ in range(count):
        assert request().status_code == 200
    return count / (time.thread_time() - start)


if __name__ == "__main__":
    print(measure())
