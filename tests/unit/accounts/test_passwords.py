"""Passwords: what is stored, what is refused, and that unknown accounts take as long."""

from __future__ import annotations

import time

import pytest

from marketplace.accounts.passwords import hash_password, matches
from marketplace.accounts.rules import weakness


def test_a_hash_is_argon2id_and_never_the_same() -> None:
    one, two = hash_password("three other words"), hash_password("three other words")
    assert one.startswith("$argon2id$")
    assert one != two
    assert matches(one, "three other words")
    assert not matches(one, "three other word")


def test_an_account_without_password_takes_as_long_as_one_with() -> None:
    stored = hash_password("three other words")
    matches(None, "warm up")
    spent = []
    for hashed in (stored, None):
        began = time.process_time()
        assert not matches(hashed, "wrong")
        spent.append(time.process_time() - began)
    assert spent[1] > spent[0] / 4


@pytest.mark.parametrize("weak", ["password1234", "aaaabbbbaaaa", "petrovska2026", "ANA@firm.mk12"])
def test_what_is_guessed_first_is_refused(weak: str) -> None:
    assert weakness(weak, "ana@firm.mk", "Ana Petrovska")


def test_three_words_will_do() -> None:
    assert weakness("brown lamp river", "ana@firm.mk", "Ana Petrovska") is None
