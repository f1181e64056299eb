"""Signing in at a provider, at the HTTP level: what is sent, and what is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import responses

from integrations.oidc import Identified, MismatchingState, OidcFailed, OidcProvider
from tests.support.provider import ISSUER, OTHER_KEY, Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield Provider(mock)


@pytest.fixture
def client() -> OidcProvider:
    return OidcProvider(ISSUER, "client", "secret", "https://market.example/back")


def sign_in(client: OidcProvider, provider: Provider) -> Identified:
    url, begun = client.begin()
    return client.finish(provider.approve(url), begun.as_dict())


def test_who_signed_in(client: OidcProvider, provider: Provider) -> None:
    assert sign_in(client, provider) == Identified(ISSUER, "42", "ana@firm.mk", True, "")


def test_code_state_nonce_and_proof_are_sent(client: OidcProvider, provider: Provider) -> None:
    sign_in(client, provider)
    asked = provider.asked
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert asked["redirect_uri"] == "https://market.example/back"
    assert provider.posted["code"] == "once"
    assert provider.posted["code_verifier"] not in asked.values()


def test_another_browsers_answer_is_refused(client: OidcProvider, provider: Provider) -> None:
    url, _begun = client.begin()
    _url, other = client.begin()
    with pytest.raises(MismatchingState):
        client.finish(provider.approve(url), other.as_dict())
    with pytest.raises(MismatchingState):
        client.finish(provider.approve(url), {})


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "somebody else"},
        {"exp": 1_000_000_000},
        {"nonce": "replayed"},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_meant_for_us_is_refused(
    client: OidcProvider, provider: Provider, lie: dict[str, Any]
) -> None:
    provider.claims |= lie
    with pytest.raises(OidcFailed):
        sign_in(client, provider)


def test_a_token_signed_by_another_key_is_refused(client: OidcProvider, provider: Provider) -> None:
    provider.key = OTHER_KEY
    with pytest.raises(OidcFailed):
        sign_in(client, provider)


def test_a_refusal_by_the_provider_is_one(client: OidcProvider, provider: Provider) -> None:
    url, begun = client.begin()
    state = provider.approve(url)["state"]
    with pytest.raises(OidcFailed, match="access_denied"):
        client.finish({"error": "access_denied", "state": state}, begun.as_dict())


def test_a_provider_that_is_away_is_a_failure_of_ours(client: OidcProvider) -> None:
    with responses.RequestsMock(), pytest.raises(OidcFailed):
        client.begin()


def test_verified_means_true_and_nothing_else(client: OidcProvider, provider: Provider) -> None:
    for said in ("true", 1, None):
        provider.claims["email_verified"] = said
        assert sign_in(client, provider).verified is False
