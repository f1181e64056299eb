"""Whatever code matching can emit has words and a remedy, for both sides, in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

import matching
from marketplace.config import Settings
from marketplace.matches import gap_words, words
from marketplace.wiring import build
from matching.directory import BARRED, STANDING

SOURCES = sorted(Path(matching.__file__).parent.rglob("*.py"))
TOLD = "what the event says in English"
BUYER, FIRM = False, True

FACTS: Mapping[str, Any] = {
    "scheme": "ISO 9001",
    "valid_from": "2027-01-01",
    "valid_to": "2027-02-01",
    "quantity": 900.0,
    "free": 300.0,
    "unit": "kg",
    "km": 70.0,
    "radius_km": 50.0,
    "days": 40,
    "ready": "2027-03-01",
    "deliver_by": "2027-02-01",
    "seats": 8,
    "posts": 12,
    "ends": "2027-04-01",
    "start": "2027-03-01",
    "own": 2,
    "awards": 3,
    "clients": 2,
    "name": "Metal DOO",
    "offer": "Stamping",
    "met": ["ISO 9001"],
    "occupation": "7212",
    "skills": ["MIG"],
    "title": "Brackets",
    "certificate": "EN ISO 9606",
    "similar": 2,
    "day": "2026-01-02",
    "buyer": "Buyer AD",
    "here": 2,
}
"""Sample facts under the names that matching gives them."""


def emitted() -> Iterator[str]:
    """Codes of all outcomes but "met", read where matching writes a Case or a Check.

    Where one is made from another, as in a replay, there is no code to read.
    """
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("Case", "Check") and node.args:
                yield from _codes(node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _codes(call: ast.Call) -> Iterator[str]:
    code, outcome = call.args[:2]
    if isinstance(outcome, ast.Constant) and outcome.value == "met":
        return
    if isinstance(code, ast.Constant):
        yield str(code.value)
    elif not isinstance(code, ast.JoinedStr):
        assert ast.unparse(code) == "case.code"
    else:
        prefix = code.values[0]
        assert isinstance(prefix, ast.Constant)
        assert prefix.value == "organization-", f"say here what ends {ast.unparse(code)}"
        yield from (f"organization-{state}" for state, is_ in STANDING.items() if is_ == BARRED)


GAPS = sorted(set(emitted()))
REASONS = sorted(
    {
        code
        for path in SOURCES
        if path.name == "explain.py"
        for code in import_module(f"matching.{path.parent.name}.explain").TEXTS
    }
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("words")
    runtime = build(Settings(data_dir=str(folder), secret_key="x" * 40))
    yield runtime.app()
    runtime.close()


def gap(app: Flask, code: str, language: str, side: bool) -> words.Gap:
    item = {"code": code, "facts": dict(FACTS), "text": TOLD, "remedy": TOLD}
    with app.test_request_context(), force_locale(language):
        return words.gaps([item], you=side)[0]


def reason(app: Flask, code: str, language: str, side: bool) -> str:
    item = {"code": code, "facts": dict(FACTS), "text": TOLD, "weight": 0.5}
    with app.test_request_context(), force_locale(language):
        return words.reasons([item], you=side)[0].text


def test_codes_are_found() -> None:
    assert {"certificate-missing", "place-far", "seats-short", "organization-rejected"} <= set(GAPS)
    assert {"orders", "capability", "occupation"} <= set(REASONS)


@pytest.mark.parametrize("side", [BUYER, FIRM])
@pytest.mark.parametrize("code", GAPS)
def test_a_gap_has_words_and_a_remedy(app: Flask, code: str, side: bool) -> None:
    english = gap(app, code, "en", side)
    for language in ("mk", "sq"):
        found = gap(app, code, language, side)
        assert {found.text, found.remedy}.isdisjoint({TOLD, english.text, english.remedy, ""})


@pytest.mark.parametrize("side", [BUYER, FIRM])
@pytest.mark.parametrize("code", REASONS)
def test_a_reason_has_words(app: Flask, code: str, side: bool) -> None:
    english = reason(app, code, "en", side)
    for language in ("mk", "sq"):
        assert reason(app, code, language, side) not in {TOLD, english, ""}


def test_no_words_are_left_of_codes_that_are_gone() -> None:
    assert set(gap_words.TABLE) == set(GAPS)
    assert set(words.REASONS) == set(REASONS)
