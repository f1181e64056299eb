"""marketplace work: relay events, run consumers, send mails."""

from __future__ import annotations

import argparse

from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role",
        choices=("relay", "consumers", "deliveries", "all"),
        default="all",
        help="one part of the work (default: all)",
    )


def run(options: argparse.Namespace) -> int:
    from marketplace.wiring import build
    from marketplace.worker import Worker, run_until_signalled

    settings = Settings.from_env()
    runtime = build(settings)
    if settings.metrics_port:
        from prometheus_client import start_http_server

        start_http_server(int(settings.metrics_port))
    try:
        return run_until_signalled(Worker(runtime, options.role))
    finally:
        runtime.close()
