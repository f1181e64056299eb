"""An OpenID Connect provider for sign-in tests: npm's oauth2-mock-server."""

import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.servers.cache import cached
from tests.servers.process import Server
from tools.node import find_node, npm_ci

SOURCE = Path(__file__).parent / "oidc"
VERSION = "8.2.3"


def installed() -> Path:
    def fill(work: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(SOURCE / name, work / name)
        npm_ci(work)

    return cached(f"oauth2-mock-server-{VERSION}", fill)


class OidcProvider(Server):
    """`sign_in_as` sets who will have signed in; `url` is the issuer."""

    name = "oidc"
    start_seconds = 30
    as_nobody = False

    def __init__(self) -> None:
        super().__init__()
        self.node = find_node().node
        self.packages = installed()
        self.claims = self.home / "claims.json"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sign_in_as(self, **claims: Any) -> None:
        """Claims of the next tokens and of userinfo: sub, email, email_verified, name ..."""
        self.claims.write_text(json.dumps(claims))

    def prepare(self) -> None:
        self.sign_in_as(sub="someone")
        shutil.copyfile(SOURCE / "server.mjs", self.home / "server.mjs")
        (self.home / "node_modules").symlink_to(self.packages / "node_modules")

    def command(self) -> list[str]:
        return [str(self.node), "server.mjs", str(self.port), str(self.claims)]

    def ready(self) -> bool:
        try:
            where = f"{self.url}/.well-known/openid-configuration"
            urllib.request.urlopen(where, timeout=5).close()
        except (urllib.error.URLError, OSError):
            return False
        return True
