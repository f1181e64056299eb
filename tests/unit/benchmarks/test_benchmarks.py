"""Every benchmark runs, on the smallest sizes; the figures themselves are not judged here."""

from __future__ import annotations

import pytest

from benchmarks import page
from benchmarks.__main__ import parse
from benchmarks.figures import Figure, Section, at_least, at_most
from benchmarks.suite import BENCHMARKS, Servers, Sizes

TINY = Sizes((60, 120), 60, 2, 1, 0.2, 20, 100.0, 50, 1, 1, (24,))


@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name != "published"])
def test_a_benchmark_sets_figures_beside_the_bare_engine(name: str) -> None:
    section = BENCHMARKS[name](TINY, Servers())
    assert section.title
    assert section.how
    assert any(figure.bare and figure.ratio for figure in section.figures)


def test_the_page_names_command_machine_and_what_missed_its_aim() -> None:
    figures = [at_most("slow", 30.0, 2.0, 10.0), at_least("quick", 90.0, 100.0, 0.5)]
    section = Section("One shortlist", "How it is measured.", figures, ["A note."])
    text = page.text("python -m benchmarks --quick", [section], (0.1, 0.2, 0.3))
    assert "`python -m benchmarks --quick`" in text
    assert "0.1, 0.2, 0.3" in text
    assert "| slow | 30.0 ms | 2.00 ms | 15.0 x | <= 10 x | **missed** |" in text
    assert "| quick | 90.0 a second | 100 a second | 0.90 | >= 0.5 | met |" in text
    assert "- A note." in text


def test_a_figure_without_an_aim_is_neither_met_nor_missed() -> None:
    assert page.row(Figure("rate", "5 events/s")) == "| rate | 5 events/s |  |  |  |  |"


def test_options_choose_size_and_table() -> None:
    assert parse(["--quick"]).quick
    assert parse(["--only", "read"]).only == ["read"]
    with pytest.raises(SystemExit):
        parse(["--only", "nothing"])
