"""System packages: found, or installed with apt by root, or named in one line to copy."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
JAVA_MAJORS = ("17", "21")


def venv_module() -> Path | None:
    """Debian ships python3 without what `python3 -m venv` needs."""
    found = importlib.util.find_spec("ensurepip")
    return Path(found.origin) if found and found.origin else None


def postgres_bin() -> Path | None:
    """The newest installed server's directory of programs."""
    homes = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = sorted(homes, key=lambda path: float(path.parent.parent.name))
    on_path = shutil.which("postgres")
    if newest:
        return newest[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def java_home() -> Path | None:
    """A Java that both Kafka 4.3 and Elasticsearch 8.19 run on: 17 before 21."""
    candidates = sorted(Path("/usr/lib/jvm").glob("*"))
    candidates.append(Path(os.environ.get("JAVA_HOME", "/nonexistent")))
    if on_path := shutil.which("java"):
        candidates.append(Path(on_path).resolve().parent.parent)
    by_major = {java_major(home): home for home in reversed(candidates)}
    return next((by_major[major] for major in JAVA_MAJORS if major in by_major), None)


def java_major(home: Path) -> str | None:
    release = home / "release"
    if not (home / "bin" / "java").exists() or not release.is_file():
        return None
    found = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
    return found.group(1) if found else None


def maven() -> Path | None:
    found = shutil.which("mvn")
    return Path(found) if found else None


def chromium() -> Path | None:
    asked = os.environ.get("CHROMIUM_PATH")
    names = (asked,) if asked else BROWSERS
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def first_known(*names: str) -> str:
    """Releases of Debian and Ubuntu carry different ones; the first that apt knows."""
    return next((name for name in names if has_candidate(name)), names[0])


def has_candidate(package: str) -> bool:
    command = ["apt-cache", "policy", package]
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return False
    return "Candidate: " in told.stdout and "Candidate: (none)" not in told.stdout


@dataclass(frozen=True)
class Requirement:
    find: Callable[[], Path | None]
    packages: Callable[[], str]


REQUIREMENTS = {
    "venv": Requirement(venv_module, lambda: "python3-venv"),
    "postgres": Requirement(postgres_bin, lambda: "postgresql"),
    "java": Requirement(
        java_home, lambda: first_known(*(f"openjdk-{major}-jre-headless" for major in JAVA_MAJORS))
    ),
    "maven": Requirement(maven, lambda: "maven"),
    "chromium": Requirement(chromium, lambda: first_known(*BROWSERS[:2]) + " fonts-liberation"),
}


# What each server needs that the tests are not given the address of.
SERVERS = {
    "TEST_POSTGRES_URL": ("postgres",),
    "TEST_KAFKA_URL": ("java", "maven"),
    "TEST_ELASTICSEARCH_URL": ("java", "maven"),
}


def for_servers(variables: Iterable[str]) -> list[str]:
    """Requirements of the servers whose addresses the environment does not give."""
    missing = [variable for variable in variables if not os.environ.get(variable)]
    return sorted({need for variable in missing for need in SERVERS[variable]})


def ensure(names: Iterable[str]) -> None:
    """Stops the program, or installs, when one of the requirements is not on this machine."""
    missing = [name for name in names if REQUIREMENTS[name].find() is None]
    if not missing:
        return
    root = os.geteuid() == 0 and shutil.which("apt-get")
    if root:
        update()
    packages = " ".join(REQUIREMENTS[name].packages() for name in missing)
    if root:
        install(packages.split())
    else:
        raise SystemExit(advice(missing, packages))


def advice(missing: list[str], packages: str) -> str:
    apt_get = "sudo apt-get update && sudo apt-get install -y --no-install-recommends"
    lines = ["Missing on this machine. Run this, then the same command again:", ""]
    lines += [f"  {apt_get} {packages}", ""]
    if set(missing) & set(for_servers(SERVERS)) and docker_answers():
        lines += [f"or start the servers with docker compose and set {', '.join(SERVERS)}.", ""]
    return "\n".join(lines)


def docker_answers() -> bool:
    """An installed client says nothing about an engine."""
    if not shutil.which("docker"):
        return False
    asked = subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=20)
    return asked.returncode == 0


def update() -> None:
    apt("update", "-qq")


def install(packages: list[str]) -> None:
    print("installing with apt:", *packages, flush=True)
    apt("install", "-y", "-qq", "--no-install-recommends", *packages)


def apt(*words: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *words],
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise SystemExit(f"apt-get {' '.join(words)} failed")


def required(name: str) -> Path:
    """Where it is, after looking for it or installing it."""
    ensure([name])
    found = REQUIREMENTS[name].find()
    if found is None:
        raise SystemExit(f"{name} was installed but is still not found")
    return found


if __name__ == "__main__":
    servers = for_servers(SERVERS) if "--servers" in sys.argv else []
    ensure([*(word for word in sys.argv[1:] if word != "--servers"), *servers])
