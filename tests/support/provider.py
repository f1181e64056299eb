"""An OpenID Connect provider at the HTTP level, for `responses`."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import responses
from joserfc import jwt
from joserfc.jwk import RSAKey
from requests import PreparedRequest

ISSUER = "https://login.example"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Provider:
    """Approves everybody; `claims` are those of the next id token, `key` signs it."""

    def __init__(self, mock: responses.RequestsMock, client: str = "client") -> None:
        self.claims: dict[str, Any] = {"sub": "42", "email": "ana@firm.mk", "email_verified": True}
        self.client = client
        self.key = KEY
        self.asked: dict[str, str] = {}
        self.posted: dict[str, str] = {}
        metadata = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
        }
        mock.get(f"{ISSUER}/.well-known/openid-configuration", json=metadata)
        mock.get(f"{ISSUER}/keys", json={"keys": [KEY.as_dict(private=False)]})
        mock.add_callback(responses.POST, f"{ISSUER}/token", callback=self._token)

    def approve(self, url: str) -> dict[str, str]:
        """What the provider sends back for the address that the browser was sent to."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        return {"code": "once", "state": self.asked["state"]}

    def _token(self, request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        body = request.body or ""
        text = body.decode() if isinstance(body, bytes) else str(body)
        self.posted = {name: values[0] for name, values in parse_qs(text).items()}
        told = {
            "iss": ISSUER,
            "aud": self.client,
            "exp": 4_000_000_000,
            "nonce": self.asked.get("nonce"),
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, told | self.claims, self.key)
        answer = {"access_token": "a", "token_type": "Bearer", "id_token": token}
        return 200, {"Content-Type": "application/json"}, json.dumps(answer)
