"""`make chaos N=50`: N kills a mode under load, then verify."""

from __future__ import annotations

import argparse
import json
import sys

from tests.chaos.run import storm

MODES = ("embedded", "full")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--mode", choices=(*MODES, "both"), default="both")
    parser.add_argument("--seed", type=int, help="the same kills again, as far as timing allows")
    options = parser.parse_args(arguments)
    modes = MODES if options.mode == "both" else (options.mode,)
    clean = True
    for mode in modes:
        found = storm(mode, options.kills, options.seed)
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        clean = clean and not found["faults"]
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
