"""`make setup`: environment, locked packages, the project itself, front-end files, translations.

Each step runs again only when its inputs changed. `--dev` adds the packages of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import frontend, system, translations
from tools.shell import PIP, PYTHON, ROOT, VENV, run, step
from tools.stamps import when_changed

OLDEST = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")


def main(arguments: list[str]) -> None:
    if sys.version_info < OLDEST:
        use_newer_python(arguments)
    if not PYTHON.exists():
        step("environment", environment)
    packages("requirements.lock")
    if "--dev" in arguments:
        packages("requirements-dev.lock")
    packages("requirements-build.lock")
    script = VENV / "bin" / "marketplace"
    when_changed("project", [ROOT / "pyproject.toml"], [script], project)
    when_changed("front-end files", frontend.INPUTS, frontend.OUTPUTS, frontend.install)
    sources = translations.sources()
    when_changed("translations", sources, translations.outputs(), translations.compile_all)


def use_newer_python(arguments: list[str]) -> None:
    found = next((path for name in NEWER if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("Python 3.11 or later is needed: sudo apt-get install -y python3.11-venv")
    os.execv(found, [found, "-m", "tools.setup", *arguments])


def environment() -> None:
    system.ensure(["venv"])
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit("python3 -m venv failed, see above")


def packages(lock: str) -> None:
    path = ROOT / lock
    when_changed(f"packages of {path.stem}", [path], [], lambda: install(path))


def install(lock: Path) -> None:
    run([*PIP, "--require-hashes", "-r", lock])


def project() -> None:
    """The folder itself on the path, and the console script; nothing is downloaded for it."""
    run([*PIP, "--no-build-isolation", "--editable", ROOT])


if __name__ == "__main__":
    main(sys.argv[1:])
