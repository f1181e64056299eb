"""One request id, from the request through every event to the last effect."""

from __future__ import annotations

from sqlalchemy import select
from structlog.testing import capture_logs

from events.tables import outbox
from marketplace.audit import AuditEntry
from tests.support.needs import supplier_need
from tests.support.world import World


def test_it_follows_the_cause_to_the_last_effect(world: World) -> None:
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json
    request = "follow-me-0001"
    answer = buyer.post(f"/needs/{need['id']}/publish", X_Request_Id=request)
    assert answer.headers["X-Request-Id"] == request
    world.deliver()
    found = select(outbox.c.type).where(outbox.c.request_id == request).order_by(outbox.c.id)
    types = world.look(lambda s: list(s.scalars(found)))
    assert types[0] == "need.published"
    assert "match.ranked" in types, "the matching service's own event carries it on"
    audited = select(AuditEntry.action).where(AuditEntry.request_id == request)
    assert world.look(lambda s: list(s.scalars(audited))) == ["need.publish"]


def test_lines_of_a_consumer_carry_it_too(world: World) -> None:
    import structlog

    from events.deliver import deliver
    from events.outbox import from_row
    from tests.support.kernel import counting

    firm = world.api("msme")
    path = f"/organizations/{firm.organization}/profile"
    tag = firm.get(path).headers["ETag"]
    firm.put(path, {"summary": "Steel parts"}, If_Match=tag, X_Request_Id="follow-me-0002")
    rows = world.look(lambda s: s.execute(select(outbox)).all())

    def tell(session: object, event: object) -> None:
        structlog.get_logger().info("handled")
        raise LookupError("no table here")

    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        deliver(
            world.sessions,
            counting("teller", before=tell),
            [from_row(row) for row in rows],
            sleep=lambda _: None,
        )
    assert {line["request_id"] for line in lines if line["event"] == "handled"} == {
        "follow-me-0002"
    }


def test_a_request_id_that_could_break_a_log_is_replaced(world: World) -> None:
    answer = world.anonymous().get("/needs/none", X_Request_Id="a b")
    assert answer.headers["X-Request-Id"] != "a b"
