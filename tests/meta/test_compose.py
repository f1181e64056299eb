"""docker-compose.yml and Dockerfile cannot be run here, so they are held against the code."""

import json
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

import pytest

from marketplace.cli import build_parser
from marketplace.config import Settings
from marketplace.wiring import build
from tests.meta import compose
from tests.servers import elasticsearch, kafka

ENV_NAMES = {field.metadata["env"] for field in fields(Settings)}
SERVERS = {"postgres", "kafka", "elasticsearch"}
ADDRESSES = {"DATABASE_URL": "postgres", "BUS_URL": "kafka", "SEARCH_URL": "elasticsearch"}
LISTENS = {"postgres": 5432, "kafka": 9092, "elasticsearch": 9200}


def test_services_are_the_roles_and_the_servers() -> None:
    workers = {"worker-relay", "worker-consumers", "worker-deliveries"}
    once = {"migrate", "topics"}
    assert set(compose.services()) == {"web"} | once | workers | SERVERS


def test_images_are_the_versions_that_the_tests_run() -> None:
    images = {name: compose.services()[name]["image"] for name in SERVERS}
    assert images == {
        "postgres": "postgres:17",
        "kafka": f"apache/kafka:{kafka.VERSION}",
        "elasticsearch": f"elasticsearch:{elasticsearch.VERSION}",
    }


@pytest.mark.parametrize("name", compose.ours())
def test_environment_names_settings_and_makes_a_full_stack(name: str) -> None:
    environment = compose.ours()[name]["environment"]
    assert set(environment) <= ENV_NAMES
    assert not Settings.from_env(environment).embedded


@pytest.mark.parametrize("name", compose.ours())
def test_addresses_lead_to_the_servers_of_this_file(name: str) -> None:
    environment = compose.ours()[name]["environment"]
    for variable, server in ADDRESSES.items():
        address = urlsplit(environment[variable])
        assert (address.hostname, address.port) == (server, LISTENS[server])


@pytest.mark.parametrize("name", compose.ours())
def test_commands_are_commands_of_the_product(name: str) -> None:
    words = compose.ours()[name]["command"]
    assert build_parser(words).parse_args(words).command == words[0]


@pytest.mark.parametrize("secret", compose.SECRETS)
def test_a_secret_left_out_stops_compose(secret: str) -> None:
    others = {name: value for name, value in compose.SECRETS.items() if name != secret}
    with pytest.raises(compose.Unset, match=secret):
        compose.interpolated(compose.TEXT, others)


def test_nothing_waits_for_a_state_that_never_comes() -> None:
    services = compose.services()
    for service in services.values():
        for name, wait in service.get("depends_on", {}).items():
            one_shot = services[name].get("restart") == "no"
            state = "service_completed_successfully" if one_shot else "service_healthy"
            assert wait == {"condition": state}


def test_every_lasting_service_has_a_health_check() -> None:
    lasting = {n: s for n, s in compose.services().items() if s["restart"] != "no"}
    assert all(service["healthcheck"].get("test") for service in lasting.values())


def test_health_checks_ask_what_the_product_serves(settings: Settings) -> None:
    runtime = build(settings)
    routes = {str(rule) for rule in runtime.app().url_map.iter_rules()}
    runtime.close()
    checks = [compose.asked(service["healthcheck"]["test"]) for service in lasting().values()]
    checks.append(
        compose.asked(json.loads(dict(compose.dockerfile())["HEALTHCHECK"].split("CMD")[1]))
    )
    assert {path for port, path in checks if port == 8000} <= routes
    workers = [s for name, s in lasting().items() if name.startswith("worker-")]
    for worker in workers:
        metrics = int(worker["environment"]["METRICS_PORT"])
        assert compose.asked(worker["healthcheck"]["test"]) == (metrics, "/metrics")


def lasting() -> dict[str, dict[str, Any]]:
    return {name: s for name, s in compose.ours().items() if s["restart"] != "no"}


def test_volumes_are_named_and_declared() -> None:
    mounts = [mount for s in compose.services().values() for mount in s.get("volumes", [])]
    assert {mount.partition(":")[0] for mount in mounts} == compose.volumes()


def test_ports_are_published_on_this_machine_only() -> None:
    ports = [port for s in compose.services().values() for port in s.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_kafka_listens_where_it_says() -> None:
    environment = compose.services()["kafka"]["environment"]
    listeners = environment["KAFKA_LISTENERS"].split(",")
    ports = {name: rest.rpartition(":")[2] for name, _, rest in map(split_listener, listeners)}
    for listener in environment["KAFKA_ADVERTISED_LISTENERS"].split(","):
        name, _, rest = split_listener(listener)
        assert rest.rpartition(":")[2] == ports[name]


def split_listener(listener: str) -> tuple[str, str, str]:
    return listener.partition("://")


def test_image_runs_as_an_ordinary_user_without_secrets() -> None:
    stage = compose.dockerfile()
    users = [rest for word, rest in stage if word == "USER"]
    assert users
    assert users[-1] not in ("root", "0")
    assigned = {pair.partition("=")[0] for w, rest in stage if w == "ENV" for pair in rest.split()}
    assert not assigned & {"SECRET_KEY", "DATABASE_URL", "OIDC_CLIENT_SECRET"}


def test_image_serves_the_port_that_compose_publishes() -> None:
    stage = dict(compose.dockerfile())
    words = json.loads(stage["CMD"])
    assert json.loads(stage["ENTRYPOINT"]) == ["marketplace"]
    assert words == compose.services()["web"]["command"]
    published = compose.services()["web"]["ports"][0].rpartition(":")[2]
    assert stage["EXPOSE"] == published == words[words.index("--port") + 1]
