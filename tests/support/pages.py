"""A person in a browser, without one: pages and forms through the test client."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

from marketplace.accounts.models import SignIn
from marketplace.secrets import new_secret
from marketplace.security import COOKIE_KEY
from tests.support.world import World


class Visitor:
    """Somebody signed in, acting for an organisation; or, without a person, anybody."""

    def __init__(
        self,
        world: World,
        person: str | None = None,
        organization: str | None = None,
        language: str = "en",
    ) -> None:
        self.client = world.app.test_client()
        self.client.set_cookie("language", language)
        self._token = ""
        if person:
            secret = sign_in(world, person, organization)
            with self.client.session_transaction() as cookie:
                cookie[COOKIE_KEY] = secret

    def get(self, path: str, **headers: str) -> Any:
        """The page; the token of its first form is kept for the next post."""
        answer = self.client.get(path, headers=headers)
        if answer.mimetype == "text/html":
            found = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
            self._token = html.unescape(found[1]) if found else self._token
        return answer

    def post(self, path: str, data: dict[str, Any] | None = None, follow: bool = False) -> Any:
        """Send a form as the page got last would."""
        form = {"csrf_token": self._token} | (data or {})
        return self.client.post(path, data=form, follow_redirects=follow)


def sign_in(world: World, person: str, organization: str | None) -> str:
    """A browser's sign-in with its second factor given; returns the cookie's secret."""
    secret, hashed = new_secret()
    with world.sessions.write() as session:
        session.add(
            SignIn(
                id=world.new_id(),
                user_id=person,
                secret_hash=hashed,
                organization_id=organization,
                browser="test",
                second_factor=True,
                created_at=world.clock.now(),
                expires_at=world.clock.now() + timedelta(days=1),
            )
        )
    return secret
