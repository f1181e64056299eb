"""A world that is served to a browser, and what stands in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from marketplace.security import COOKIE_KEY
from tests.support.needs import supplier_need, workforce_need
from tests.support.pages import sign_in
from tests.support.world import Api, World

EAST, PELAGONIJA = "MK-201", "MK-501"


@dataclass
class Site:
    """`people` holds one signed-in person a kind of organisation, and the administrator."""

    world: World
    browser: Browser
    url: str
    people: dict[str, Api] = field(default_factory=dict)

    def furnish(self) -> None:
        """Needs of one buyer, a firm, an adviser, and programme staff."""
        names = {
            "lead_firm": "Orlan Automotive DOOEL",
            "msme": "Лимков ДОО",
            "bso": "Metal Association",
        }
        for kind in ("lead_firm", "msme", "bso", "programme"):
            self.people[kind] = self.world.api(
                kind, "administrator", name=names.get(kind, ""), municipality=EAST, region="East"
            )
        person = self.world.person(staff=True)
        self.people["staff"] = self.world.api_of(person, None)
        needs = [_need("Stamped steel brackets", EAST), _need("Winter workwear", PELAGONIJA)]
        for content in [*needs, workforce_need()]:
            self.publish(content)
        self.world.deliver()

    def publish(self, content: dict[str, Any]) -> str:
        """A published need of the buyer; returns its id."""
        buyer = self.people["lead_firm"]
        need = buyer.post("/needs", content).json
        answer = buyer.post(f"/needs/{need['id']}/publish")
        assert answer.status_code == 200, answer.json
        identifier: str = need["id"]
        return identifier

    @contextmanager
    def page(
        self, kind: str = "", *, width: int = 1280, theme: str = "light", language: str = "en"
    ) -> Iterator[Page]:
        """A tab of a person of this kind ("": nobody), as wide as said."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, base_url=self.url
        )
        cookies = {"theme": theme, "language": language} | self._session(kind)
        context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in cookies.items()]
        )
        try:
            yield context.new_page()
        finally:
            context.close()

    def _session(self, kind: str) -> dict[str, str]:
        if not kind:
            return {}
        api, app = self.people[kind], self.world.app
        secret = sign_in(self.world, str(api.person), api.organization)
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return {"session": signer.dumps({COOKIE_KEY: secret})}


def _need(title: str, municipality: str) -> dict[str, Any]:
    where = {"municipality": municipality, "region": None, "radius_km": None}
    return supplier_need(title=title, place=where, required_certificates=["ISO 9001"])


@contextmanager
def serving(world: World, browser: Browser) -> Iterator[Site]:
    """The world on a free port of this machine."""
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Site(world, browser, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
