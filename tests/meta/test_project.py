"""The project's own rules: sizes, file names, words, where commits happen."""

from __future__ import annotations

import ast
import re
from statistics import median

import pytest

from marketplace.app import SLICES
from tests.meta.sources import ALL, PRODUCT, ROOT, files, functions, length, named, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LONGEST_VIEW = 15
EACH_SLICE = {"__init__.py", "models.py", "api.py", "web.py", "consumers.py"}
COMMITS = {
    "marketplace/db.py": "the end of a request or of a batch",
    "events/kafka/listener.py": "offsets, after the transaction",
    "search/embedded_store.py": "the index's own writer",
    "search/embedded_writer.py": "the index's own writer",
}
FORBIDDEN = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|lorem ipsum)\b|pytest\.(skip|xfail)|mark\.(skip|xfail)|except:\s*pass"
)


def test_no_file_is_long() -> None:
    assert [named(path) for path in files(*ALL) if length(path) > LONGEST_FILE] == []
    assert median(length(path) for path in files(*PRODUCT)) <= 100


def test_no_function_is_long() -> None:
    every = list(functions(*ALL))
    long = [f"{f.where}:{f.name} {f.lines}" for f in every if f.lines > LONGEST_FUNCTION]
    assert long == []
    assert sum(f.lines < 20 for f in every) / len(every) >= 0.9
    assert median(f.lines for f in every) <= 8


def test_views_are_short() -> None:
    views = [
        f
        for f in functions("marketplace")
        if any(".route(" in m or ".get(" in m for m in f.decorators)
    ]
    assert len(views) > 50
    assert [f"{f.where}:{f.name} {f.lines}" for f in views if f.lines > LONGEST_VIEW] == []


@pytest.mark.parametrize("name", SLICES)
def test_a_slice_has_the_files_that_each_has(name: str) -> None:
    there = {path.name for path in (ROOT / "marketplace" / name).glob("*.py")}
    assert there >= EACH_SLICE


def test_commits_happen_in_few_named_places() -> None:
    found = set()
    for path in files(*PRODUCT):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr == "commit":
                found.add(named(path))
    assert found <= set(COMMITS)


def test_no_forbidden_words() -> None:
    guilty = [
        f"{named(path)}: {found.group()}"
        for path in files(*ALL)
        if path.name != "test_project.py" and (found := FORBIDDEN.search(path.read_text()))
    ]
    assert guilty == []


def test_no_addresses_of_machines() -> None:
    own = re.compile(r"/(work|root)/[a-z]")
    texts = [*files(*ALL), *ROOT.glob("*.*"), *(ROOT / "docs").rglob("*.md")]
    guilty = [
        named(path)
        for path in texts
        if path.is_file() and path.name != "test_project.py" and own.search(path.read_text())
    ]
    assert guilty == []
