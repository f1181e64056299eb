"""The project's own Python files and functions, for the tests about the project itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("marketplace", "matching", "events", "search", "integrations")
ALL = (*PRODUCT, "tests", "tools", "benchmarks")


@dataclass(frozen=True, slots=True)
class Function:
    """A function with its place; `lines` count from its `def` to its end, docstring left out."""

    where: str
    name: str
    lines: int
    decorators: tuple[str, ...]


@cache
def files(*packages: str) -> tuple[Path, ...]:
    found = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return tuple(sorted(found))


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(*packages: str) -> Iterator[Function]:
    for path in files(*packages):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                marks = tuple(ast.unparse(mark) for mark in node.decorator_list)
                yield Function(named(path), node.name, _lines(node), marks)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring
