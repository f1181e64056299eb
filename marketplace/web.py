"""What every page shares: language, formats, the frame's data, and the start of a rendering."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import Babel

from marketplace import edge, templating
from marketplace.frame import Frame


def install(app: Flask) -> None:
    """Give templates the language, the settings and the frame."""
    Babel(app, locale_selector=locale, timezone_selector=lambda: edge.settings().zone)
    app.context_processor(shared)
    templating.install(app)


def locale() -> str:
    """The page's language: chosen by cookie, else the browser's, else the first of the settings."""
    codes = edge.settings().language_codes
    chosen = request.cookies.get("language", "")
    return chosen if chosen in codes else request.accept_languages.best_match(codes) or codes[0]


def shared() -> dict[str, Any]:
    """What the layout needs on every page."""
    if "frame" not in g:
        g.frame = Frame(locale())
    return {
        "settings": edge.settings(),
        "frame": g.frame,
        "language": g.frame.language,
        "loading": current_app.extensions.get("demo_progress"),
    }
