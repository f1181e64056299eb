"""marketplace serve: pages and API; gunicorn on the full stack, waitress when embedded."""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import threading
from typing import Any

from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (default: 8000)")


def run(options: argparse.Namespace) -> int:
    settings = Settings.from_env()
    if settings.embedded:
        return _waitress(settings, options)
    return _gunicorn(settings, options)


def _waitress(settings: Settings, options: argparse.Namespace) -> int:
    """One process of threads: SQLite has one writer anyway."""
    from waitress.server import create_server

    from marketplace.wiring import build

    runtime = build(settings)
    threads = int(settings.web_threads)
    server = create_server(
        runtime.app(), host=options.host, port=options.port, threads=threads, ident="marketplace"
    )
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.append(number))
    serving = threading.Thread(target=server.run, name="web", daemon=True)
    serving.start()
    while serving.is_alive() and not asked:
        serving.join(0.2)
    # Requests in hand are answered before the process ends.
    server.task_dispatcher.shutdown(cancel_pending=False, timeout=20)
    server.close()
    runtime.close()
    return 0


def _gunicorn(settings: Settings, options: argparse.Namespace) -> int:
    """Processes of threads; each builds its own parts after the fork."""
    folder = tempfile.TemporaryDirectory(prefix="marketplace-metrics-")
    # Has to be set before prometheus_client is loaded: its processes then share their counts.
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", folder.name)
    server_class = _server_class()
    server_class(settings, options).run()
    return 0


def _server_class() -> Any:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def __init__(self, settings: Settings, options: argparse.Namespace) -> None:
            self._settings = settings
            self._options = options
            super().__init__()

        def load_config(self) -> None:
            settings, options = self._settings, self._options
            for name, value in (
                ("bind", f"{options.host}:{options.port}"),
                ("workers", int(settings.web_processes)),
                ("threads", int(settings.web_threads)),
                ("worker_class", "gthread"),
                ("graceful_timeout", 20),
                ("proc_name", "marketplace"),
                ("control_socket_disable", True),
            ):
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from marketplace.wiring import build

            return build(self._settings).app()

    return Server
