"""One web application a process: building it takes longer than most tests that need it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask

from marketplace.config import Settings
from marketplace.wiring import Runtime

_built: dict[Settings, tuple[Flask, dict[str, Any], dict[str, Any]]] = {}


def lent_app(runtime: Runtime) -> Flask:
    """An application on these parts, for one test at a time; as new, but for routes added to it."""
    kind = replace(runtime.settings, data_dir="")
    if kind not in _built:
        app = runtime.app()
        _built[kind] = app, dict(app.config), dict(app.extensions)
    app, config, extensions = _built[kind]
    for kept, live in ((config, app.config), (extensions, app.extensions)):
        live.clear()
        live.update(kept)
    app.extensions.update(
        settings=runtime.settings,
        sessions=runtime.sessions,
        ports=runtime.ports,
        consumers=runtime.consumers,
    )
    return app
