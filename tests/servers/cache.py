"""Downloaded servers: kept between runs, readable by the user that runs them."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.shell import run
from tools.system import required


def cache_root() -> Path:
    """$MARKETPLACE_CACHE, else a place by the kind of user: nobody may not look into /root."""
    asked = os.environ.get("MARKETPLACE_CACHE")
    if asked:
        return Path(asked)
    if os.geteuid() == 0:
        return Path("/var/cache/marketplace-servers")
    return Path.home() / ".cache" / "marketplace-servers"


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time fills an entry of the cache."""
    root = cache_root()
    root.mkdir(parents=True, exist_ok=True)
    with (root / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def cached(name: str, fill: Callable[[Path], None]) -> Path:
    """The entry's directory, filled whole or not at all."""
    target = cache_root() / name
    with locked(name):
        if not target.exists():
            work = Path(tempfile.mkdtemp(dir=cache_root(), prefix=f".{name}-"))
            try:
                fill(work)
                work.chmod(0o755)
                work.rename(target)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    return target


def maven(goal: str, *properties: str, cwd: Path) -> None:
    """One goal of the dependency plugin; a wrong checksum fails it."""
    plugin = f"org.apache.maven.plugins:maven-dependency-plugin:3.8.1:{goal}"
    run(
        [required("maven"), "-B", "-q", "-C", plugin, *(f"-D{item}" for item in properties)],
        cwd=cwd,
    )
