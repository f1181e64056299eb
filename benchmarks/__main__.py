"""python -m benchmarks: every benchmark in turn; writes docs/benchmarks.md.

The full stack's figures are taken where TEST_POSTGRES_URL, TEST_KAFKA_URL and
TEST_ELASTICSEARCH_URL are set, as `make bench` does; the others always.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

from benchmarks import page
from benchmarks.suite import BENCHMARKS, QUICK, Servers, Sizes


def main(arguments: list[str]) -> None:
    options = parse(arguments)
    sizes = QUICK if options.quick else Sizes()
    if options.million:
        sizes = replace(sizes, embedded=(*sizes.embedded, 1_000_000))
    load, sections = os.getloadavg(), []
    for name in options.only or BENCHMARKS:
        section = BENCHMARKS[name](sizes, Servers.from_env())
        print(page.table(section), flush=True)
        sections.append(section)
    if not options.only:
        page.write(" ".join(["python -m benchmarks", *arguments]), sections, load)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, some minutes")
    parser.add_argument("--million", action="store_true", help="a million profiles too")
    parser.add_argument(
        "--only", action="append", choices=list(BENCHMARKS), help="this one; no page is written"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
