"""Front-end files: from npm packages into marketplace/static/vendor, which is not committed."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.node import npm_ci
from tools.shell import ROOT

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "marketplace" / "static" / "vendor"

FILES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "images": "leaflet/dist/images",
    "swagger-ui-bundle.js": "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "licenses/bootstrap.txt": "bootstrap/LICENSE",
    "licenses/bootstrap-icons.txt": "bootstrap-icons/LICENSE",
    "licenses/leaflet.txt": "leaflet/LICENSE",
    "licenses/swagger-ui.txt": "swagger-ui-dist/LICENSE",
    "licenses/swagger-ui-notice.txt": "swagger-ui-dist/NOTICE",
}

# Templates inline these by name; add a name there before a template uses it.
ICON_NAMES = Path(__file__).resolve().with_name("icons.txt")
ICONS = ICON_NAMES.read_text().split()

HERE = Path(__file__).resolve()
INPUTS = (ROOT / "package.json", ROOT / "package-lock.json", ICON_NAMES, HERE)
OUTPUTS = (*(VENDOR / name for name in FILES), *(VENDOR / "icons" / f"{n}.svg" for n in ICONS))


def install() -> None:
    npm_ci(ROOT)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, source in FILES.items():
        copy(MODULES / source, VENDOR / target)
    for name in ICONS:
        copy(
            MODULES / "bootstrap-icons" / "icons" / f"{name}.svg", VENDOR / "icons" / f"{name}.svg"
        )


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)
