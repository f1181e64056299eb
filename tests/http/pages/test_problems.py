"""Refusals as pages: what happened, what to do, a number to quote."""

from __future__ import annotations

from typing import Any

import pytest
import structlog.testing

from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound, Stale, TooMany
from search.ports import SearchUnavailable
from tests.support.pages import Visitor
from tests.support.world import World

REFUSALS: list[tuple[Exception, int, str]] = [
    (NotFound("There is no such need."), 404, "There is nothing here"),
    (Forbidden("Your organisation must be verified first."), 403, "must be verified first"),
    (Conflict("The need is closed."), 409, "The need is closed."),
    (Stale(current_revision=3), 412, "Somebody changed this"),
    (Invalid([Fault("/title", "Missing data for required field.")]), 422, "Fill this in."),
    (TooMany(retry_after=30), 429, "Try again in 30 seconds."),
    (SearchUnavailable("away"), 503, "everything else works"),
]


@pytest.fixture
def failing(world: World) -> Any:
    """A visitor, and a way to let the page /broken raise."""
    raised: list[Exception] = []

    def broken() -> str:
        raise raised[-1]

    world.app = world.runtime.app()
    world.app.testing = True
    world.app.add_url_rule("/broken", view_func=broken)
    return Visitor(world), raised.append


def test_a_refusal_says_what_it_is(failing: Any) -> None:
    visitor, raises = failing
    for error, status, text in REFUSALS:
        raises(error)
        answer = visitor.get("/broken", **{"X-Request-Id": "request-1234"})
        assert answer.status_code == status
        assert text in answer.text
        assert "request-1234" in answer.text


def test_a_fault_of_ours_tells_its_number_and_nothing_else(failing: Any) -> None:
    visitor, raises = failing
    raises(ZeroDivisionError("secret detail"))
    with structlog.testing.capture_logs() as logs:
        answer = visitor.get("/broken", **{"X-Request-Id": "request-1234"})
    assert answer.status_code == 500
    assert "request-1234" in answer.text
    assert "secret detail" not in answer.text
    assert "Something went wrong on our side" in answer.text
    assert logs[-1]["event"] == "unhandled"


def test_an_unknown_address_says_so_in_our_words(world: World) -> None:
    answer = Visitor(world).get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "requested URL" not in answer.text


def test_whoever_must_sign_in_comes_back_to_the_page(world: World) -> None:
    answer = Visitor(world).get("/home?x=1")
    assert answer.status_code in (302, 303)
    assert answer.location.startswith("/sign-in?next=")
    assert "x" in answer.location


def test_a_form_without_its_token_says_what_to_do(world: World) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = True
    answer = world.app.test_client().post("/language", data={"language": "mk"})
    assert answer.status_code == 400
    assert "load the page again" in answer.text
