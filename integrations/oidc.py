"""Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

TIMEOUT = 10
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Of id tokens; none and the symmetric ones are not among them."""
LEEWAY = 120
"""Seconds by which the provider's clock may be off."""


class OidcFailed(Exception):
    """The provider cannot be reached, refuses, or says what cannot be trusted."""


class MismatchingState(OidcFailed):
    """The answer belongs to another sign-in than the one begun in this browser."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What must be remembered in the browser's session between leaving and coming back."""

    state: str
    nonce: str
    verifier: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Identified:
    """Who signed in, as the provider vouches; `verified` is about the address."""

    issuer: str
    subject: str
    email: str
    verified: bool
    name: str


class OidcProvider:
    """The provider at an issuer's address, for one client."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, redirect: str) -> None:
        self._issuer = issuer.rstrip("/")
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect = redirect

    def begin(self) -> tuple[str, Begun]:
        """The address to send the browser to, and what to remember; raises OidcFailed."""
        begun = Begun(*(secrets.token_urlsafe(36) for _ in range(3)))
        where = self._metadata()["authorization_endpoint"]
        with self._client() as client:
            url, _ = client.create_authorization_url(
                where, state=begun.state, code_verifier=begun.verifier, nonce=begun.nonce
            )
        return str(url), begun

    def finish(self, answer: Mapping[str, str], remembered: Mapping[str, str]) -> Identified:
        """Who signed in, from the parameters of the redirect back.

        Raises MismatchingState for another browser's answer, OidcFailed for any other fault.
        """
        state = remembered.get("state", "")
        if not state or not secrets.compare_digest(
            state.encode(), answer.get("state", "").encode()
        ):
            raise MismatchingState("the answer belongs to another sign-in")
        if "code" not in answer:
            raise OidcFailed(f"the provider refused: {answer.get('error', 'no code')}")
        metadata = self._metadata()
        token = self._exchange(metadata, answer["code"], remembered["verifier"])
        return self._identified(metadata, token, remembered["nonce"])

    def _client(self) -> OAuth2Session:
        return OAuth2Session(
            self._client_id,
            self._client_secret,
            scope="openid email profile",
            redirect_uri=self._redirect,
            code_challenge_method="S256",
        )

    def _exchange(self, metadata: Mapping[str, Any], code: str, verifier: str) -> dict[str, Any]:
        try:
            with self._client() as client:
                token = client.fetch_token(
                    metadata["token_endpoint"], code=code, code_verifier=verifier, timeout=TIMEOUT
                )
        except (AuthlibBaseError, requests.RequestException, ValueError) as error:
            raise OidcFailed(f"no token: {error}") from error
        return dict(token)

    def _identified(
        self, metadata: Mapping[str, Any], token: Mapping[str, Any], nonce: str
    ) -> Identified:
        claims = self._claims(metadata, str(token.get("id_token", "")), nonce)
        if "email" not in claims and "userinfo_endpoint" in metadata:
            told = self._get(metadata["userinfo_endpoint"], str(token.get("access_token", "")))
            if told.get("sub") != claims["sub"]:
                raise OidcFailed("userinfo is about somebody else")
            claims = {**told, **claims}
        return Identified(
            issuer=self._issuer,
            subject=str(claims["sub"]),
            email=str(claims.get("email") or ""),
            verified=claims.get("email_verified") is True,
            name=str(claims.get("name") or ""),
        )

    def _claims(self, metadata: Mapping[str, Any], id_token: str, nonce: str) -> dict[str, Any]:
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": metadata["issuer"]},
            aud={"essential": True, "value": self._client_id},
            nonce={"essential": True, "value": nonce},
            exp={"essential": True},
            sub={"essential": True},
        )
        try:
            keys = KeySet.import_key_set(self._get(metadata["jwks_uri"]))  # type: ignore[arg-type]
            token = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
            registry.validate(token.claims)
        except (JoseError, ValueError) as error:
            raise OidcFailed(f"id token: {error}") from error
        return dict(token.claims)

    def _metadata(self) -> dict[str, Any]:
        found = self._get(f"{self._issuer}/.well-known/openid-configuration")
        if str(found.get("issuer", "")).rstrip("/") != self._issuer:
            raise OidcFailed("the metadata name another issuer")
        missing = {"authorization_endpoint", "token_endpoint", "jwks_uri"} - found.keys()
        if missing:
            raise OidcFailed(f"the metadata lack {', '.join(sorted(missing))}")
        return found

    def _get(self, url: str, bearer: str = "") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        try:
            response = requests.get(url, headers=headers, timeout=TIMEOUT)
            response.raise_for_status()
            found = response.json()
        except (requests.RequestException, ValueError) as error:
            raise OidcFailed(f"{url}: {error}") from error
        if not isinstance(found, dict):
            raise OidcFailed(f"{url}: not an object")
        return found
