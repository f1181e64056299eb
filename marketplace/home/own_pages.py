"""Everybody's home: what needs them today, then the state of their own work."""

from __future__ import annotations

from flask import render_template

from marketplace.edge import actor, rule, session
from marketplace.frame import kind_of
from marketplace.home import sources, tasks, words
from marketplace.home.blueprint import pages

__all__ = ["sources"]


@pages.get("/home")
@rule("home.read")
def home() -> str:
    """Tasks by deadline, then the sections that the slices give."""
    blocks, rail = tasks.blocks_of(session(), actor())
    return render_template(
        "home/own.html",
        kind=kind_of(actor()),
        tasks=tasks.tasks_of(session(), actor()),
        blocks=blocks,
        rail=rail,
        task_words=words.tasks,
    )
