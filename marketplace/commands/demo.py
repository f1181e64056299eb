"""marketplace demo: a world of fictional firms, served by one process."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import sys
import threading
import webbrowser
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from marketplace.accounts.demo import DEMO_ACCOUNTS
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=8000, help="port (default: 8000, or a free one)"
    )
    parser.add_argument("--data", default=None, help="directory (default: DATA_DIR, else var)")
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--fresh", action="store_true", help="remove what the directory holds")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def run(options: argparse.Namespace) -> int:
    port = _free(options.port)
    overrides = {"demo": "1", "public_url": f"http://127.0.0.1:{port}"}
    if options.data:
        overrides["data_dir"] = options.data
    settings = Settings.from_env(os.environ, **overrides)
    if options.fresh and settings.data.exists():
        _clear(settings.data)
    _serve(settings, port, options)
    return 0


def _serve(settings: Settings, port: int, options: argparse.Namespace) -> None:
    from waitress.server import create_server

    from marketplace.schema import migrate
    from marketplace.wiring import build

    settings.data.mkdir(parents=True, exist_ok=True)
    migrate(settings.sqlalchemy_url)
    runtime = build(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    story = _Story(runtime, options.size, stop)
    app = runtime.app()
    app.extensions["demo_progress"] = story.progress
    server = create_server(app, host="127.0.0.1", port=port, threads=8, ident="marketplace")
    threading.Thread(target=server.run, name="web", daemon=True).start()
    _tell(settings, options)
    story.run()
    server.close()
    story.stop()
    runtime.close()


class _Story:
    """Loads the world while pages are served, then lets the timers run."""

    def __init__(self, runtime, size: str, stop: threading.Event) -> None:
        from marketplace.accounts.passwords import hash_password
        from marketplace.demo.generate import plan
        from marketplace.demo.load import Loader
        from marketplace.worker import Worker

        today = datetime.now(ZoneInfo(runtime.settings.zone)).date()
        self._worker = Worker(runtime, timers=False)
        self._loader = Loader(runtime, plan(today, size), hash_password("demo"))
        self._stop = stop
        self.progress = self._loader.progress

    def run(self) -> None:
        """Load, then work, until asked to stop or a part of the worker fails.

        Consumers begin once all is told: they then take hundreds of events at a time, and do not
        wait with the loader for the store's one lock.
        """
        self._loader.run(self._stop)
        self._worker.start()
        self._worker.start_timers()
        if not self._stop.is_set():
            print(f"The world is loaded: {self.progress.done} steps.", flush=True)
        self._loader.look(self._stop)
        while not self._stop.wait(0.2):
            if self._worker.failed is not None:
                raise self._worker.failed

    def stop(self) -> None:
        self._worker.stop()


def _tell(settings: Settings, options: argparse.Namespace) -> None:
    print(f"{settings.product_name}: {settings.public_url}")
    for account in DEMO_ACCOUNTS:
        print(f"  {account.role:24}{account.email}")
    print("Sign in with one click, or with the password: demo. Stop with Ctrl-C.", flush=True)
    if not options.no_browser and sys.stdout.isatty():
        webbrowser.open(settings.public_url)


def _free(port: int) -> int:
    """The port, or any free one where it is taken."""
    for candidate in (port, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port")


def _clear(folder: Path) -> None:
    """Remove a directory that holds a demonstration store, and nothing else."""
    if any(folder.iterdir()) and not (folder / "marketplace.sqlite3").exists():
        raise OSError(f"{folder} holds no store of ours; remove it yourself")
    shutil.rmtree(folder)
