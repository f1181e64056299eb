"""Runs a command beside real servers: `with_servers.py [--only NAME,NAME] -- COMMAND ...`.

Starts PostgreSQL, Kafka and Elasticsearch (those whose TEST_..._URL the environment does not
set), passes their addresses on in these variables, and stops them when the command ends.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from tests.servers.group import VARIABLES, missing, started
from tests.servers.process import ServerFailed
from tools.system import ensure, for_servers

KINDS = [kind.name for kind in VARIABLES.values()]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Run a command beside real servers.")
    parser.add_argument("--only", default=",".join(KINDS), metavar="NAME,NAME")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, ask_to_stop)
    return run_beside(missing(options.only.split(",")), options.command)


def run_beside(variables: list[str], command: list[str]) -> int:
    ensure(for_servers(variables))
    begun = time.monotonic()
    try:
        with started(variables, print) as addresses:
            print(f"servers ready after {time.monotonic() - begun:.1f} s", flush=True)
            return subprocess.run(command, env=os.environ | addresses, check=False).returncode
    except ServerFailed as error:
        raise SystemExit(str(error)) from None


def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
