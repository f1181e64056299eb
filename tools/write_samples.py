"""Write tests/samples: one file for every type and version of event that has none yet.

A file that is there is never changed: it is what was once shipped, and must load for ever.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples"
sys.path.insert(0, str(ROOT))

from events import catalogue


def main() -> None:
    """Write what is missing and name it."""
    SAMPLES.mkdir(exist_ok=True)
    for kind in catalogue.TYPES.values():
        path = SAMPLES / f"{kind.name}.v{kind.version}.json"
        if not path.exists():
            path.write_text(json.dumps(kind.sample, ensure_ascii=False, indent=1) + "\n")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
