"""Who runs the servers (PostgreSQL and Elasticsearch refuse root) and where their data lies."""

import os
import pwd
import random
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"
# Below Linux's range for outgoing connections, so that a killed server finds its port free.
PORTS = range(15_000, 32_000)
_taken: set[int] = set()


def free_port() -> int:
    """A port that nothing listens on and that this process has not handed out before."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as probe:
            in_use = port in _taken or probe.connect_ex(("127.0.0.1", port)) == 0
        if not in_use:
            _taken.add(port)
            return port


def run_as() -> dict[str, Any]:
    """Arguments of subprocess.Popen: another user when we are root, else none."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(UNPRIVILEGED)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def give(path: Path) -> None:
    """Hands a tree to the user that runs the servers."""
    if os.geteuid() != 0:
        return
    account = pwd.getpwnam(UNPRIVILEGED)
    for item in [path, *path.rglob("*")]:
        os.chown(item, account.pw_uid, account.pw_gid)


def scratch(name: str) -> Path:
    """A new directory of that user; whoever asks for it removes it."""
    home = Path(tempfile.mkdtemp(prefix=f"marketplace-{name}-"))
    give(home)
    return home


def remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
