"""Every route has a rule, and no role learns of a foreign organisation's private things.

The routes come from the application: a new one is walked without being named here, unless it has
a parameter or a body that the tables in tests/http/walk.py do not know; then the test says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule

from marketplace.policy import RULES, Actor, may
from tests.http.walk import BODIES, FORMS, OPEN, VALUES
from tests.support.estate import MARK, estate
from tests.support.pages import Visitor
from tests.support.world import World

ROLES = ("", "person", "msme", "lead_firm", "bso", "lender", "programme", "staff")
READ_ALL = (
    *("organization.review", "report.decide", "audit.read_all", "platform.operate"),
    "account.administer",
    *("outcome.verify", "outcome.read_all"),
)
"""What staff may do to anybody's things: there is nothing to hide from them."""


class Walker:
    """A role's requests: under /api/ with a token, elsewhere with a browser's sign-in."""

    def __init__(self, world: World, role: str) -> None:
        kind = role if role not in ("", "person", "staff") else ""
        self.organization = world.organization(kind) if kind else None
        person = None
        if role:
            person = world.person(self.organization, "administrator", staff=role == "staff")
        kinds = frozenset({kind} if kind else ())
        self.actor = Actor(
            user=person,
            organization=self.organization,
            kinds=kinds,
            role="administrator" if kind else None,
            verified=bool(kind),
            staff=role == "staff",
        )
        self.api = world.api_of(person, self.organization) if person else world.anonymous()
        self.visitor = Visitor(world, person, self.organization)

    def ask(self, method: str, rule: Rule, values: dict[str, str]) -> tuple[int, str]:
        """Status and what is told, free of what differs in every answer."""
        path = _filled(rule, values)
        if path.startswith("/api/v1"):
            body = BODIES.get(rule.rule.removeprefix("/api/v1")) if method != "GET" else None
            path = path.removeprefix("/api/v1")
            answer = self.api.request(method, path, body, If_Match='"1"')
        elif method == "GET":
            answer = self.visitor.client.get(path)
        else:
            answer = self.visitor.client.post(path, data=FORMS.get(rule.rule, {}))
        return answer.status_code, _told(answer.text, values)


def _filled(rule: Rule, values: dict[str, str]) -> str:
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda found: values[found[1]], rule.rule)


def _told(text: str, values: dict[str, str]) -> str:
    """The answer without ids, tokens and the request's number."""
    main = text.partition("<main")[2].partition("</main>")[0] or text
    main = re.sub(r'name="csrf_token" value="[^"]*"|[0-9a-f]{32}', "", main)
    for value in values.values():
        main = main.replace(value, "ID")
    return main


@pytest.fixture(scope="module")
def shared_world(tmp_path_factory: pytest.TempPathFactory, template_store: Any) -> Iterator[World]:
    """One world for all roles: whatever the walk is refused changes nothing."""
    import shutil

    from marketplace.config import Settings
    from marketplace.wiring import build
    from tests.support.clock import FixedClock

    data = tmp_path_factory.mktemp("walk")
    shutil.copy(template_store, data / "marketplace.sqlite3")
    clock = FixedClock()
    runtime = build(Settings(data_dir=str(data), secret_key="x" * 40), clock=clock)
    world = World(runtime, clock)
    world.app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    yield world
    runtime.close()


@pytest.fixture(scope="module")
def foreign(shared_world: World) -> dict[str, str]:
    """The foreign firm's things."""
    return estate(shared_world) | VALUES


def routes(world: World) -> list[tuple[str, Rule, str]]:
    """(method, route, action) of every route with a rule."""
    return [
        (method, rule, action)
        for rule in world.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if (action := getattr(world.app.view_functions[rule.endpoint], "rule", None))
    ]


def test_every_route_has_a_rule_of_the_table(shared_world: World) -> None:
    views = shared_world.app.view_functions
    bare = {name for name, view in views.items() if getattr(view, "rule", None) not in RULES}
    assert bare == set(OPEN)


def test_every_parameter_is_known_to_the_walk(shared_world: World, foreign: dict[str, str]) -> None:
    found = {name for rule in shared_world.app.url_map.iter_rules() for name in rule.arguments}
    assert found <= set(foreign), f"say in tests/support/estate.py what {found - set(foreign)} is"


@pytest.mark.parametrize("role", ROLES)
def test_foreign_and_unknown_things_look_the_same(
    shared_world: World, foreign: dict[str, str], role: str
) -> None:
    walker = Walker(shared_world, role)
    unknown = foreign | {name: f"no-{name}" for name in foreign if name.endswith("_id")}
    told = []
    for method, rule, action in routes(shared_world):
        things = {name for name in rule.arguments if name.endswith("_id")} - _seen(walker.actor)
        if not things or not may(walker.actor, action):
            continue
        if action in READ_ALL or action in _of_all(walker.actor) | _overseen(walker.actor):
            continue
        theirs, nobodys = (walker.ask(method, rule, ids) for ids in (foreign, unknown))
        if theirs != nobodys or theirs[0] not in (403, 404):
            told.append((method, rule.rule, theirs[0], nobodys[0]))
    assert told == []


@pytest.mark.parametrize("role", ROLES)
def test_no_list_or_page_names_a_foreign_thing(
    shared_world: World, foreign: dict[str, str], role: str
) -> None:
    walker = Walker(shared_world, role)
    names = [
        rule.rule
        for method, rule, action in routes(shared_world)
        if method == "GET"
        and not any(name.endswith("_id") for name in rule.arguments)
        and may(walker.actor, action)
        and action not in READ_ALL
        and not (action == "audit.read" and may(walker.actor, "audit.read_all"))
        and action not in _overseen(walker.actor)
        and MARK in walker.ask(method, rule, foreign)[1]
    ]
    assert names == []


def test_whoever_could_never_is_turned_away_by_the_rule(
    shared_world: World, foreign: dict[str, str]
) -> None:
    """Anonymous requests get 401 from the API and the sign-in page elsewhere, whatever the id."""
    walker = Walker(shared_world, "")
    let_in = [
        (method, rule.rule)
        for method, rule, action in routes(shared_world)
        if not may(walker.actor, action)
        and walker.ask(method, rule, foreign)[0] not in (302, 401, 422)
    ]
    assert let_in == []


def _seen(actor: Actor) -> set[str]:
    """Parameters of things whose existence is no secret to the actor: reviewers see each firm."""
    return {"organization_id"} if may(actor, "organization.review") else set()


def _of_all(actor: Actor) -> set[str]:
    """Actions that staff may take on anybody's things."""
    staffed = {name for name, rule in RULES.items() if "staff" in rule.who}
    mine = actor.staff or "programme" in actor.kinds
    return {name for name in staffed if mine and RULES[name].relation == "any"}


def _overseen(actor: Actor) -> set[str]:
    """Actions on one's own things that the programme takes on all, to look on."""
    deals = {"deal.read"} if may(actor, "deal.oversee") else set()
    results = (
        {"outcome.read_own", "outcome.prove", "outcome.list"}
        if may(actor, "outcome.read_all")
        else set()
    )
    return deals | results
