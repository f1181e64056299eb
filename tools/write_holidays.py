"""Write marketplace/vocabularies/data/holidays.csv: `write_holidays.py MK 2015 2045`.

The days are facts; they come from the package `holidays` (https://pypi.org/project/holidays/, MIT),
which the product does not need to run: install it beside for this. Days that follow the moon are
marked there as estimated: a deployment puts the announced day into the file that HOLIDAYS names.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "marketplace" / "vocabularies" / "data" / "holidays.csv"


def main(country: str, first: str, last: str) -> None:
    """Replace the country's days; those of others stay."""
    import holidays

    kept = []
    if TARGET.exists():
        with TARGET.open(newline="", encoding="utf-8") as file:
            kept = [row for row in list(csv.reader(file))[1:] if row[0] != country]
    found = holidays.country_holidays(country, years=range(int(first), int(last) + 1))
    rows = [[country, day.isoformat(), name] for day, name in sorted(found.items())]
    with TARGET.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "day", "name"])
        writer.writerows(sorted(kept + rows))


if __name__ == "__main__":
    main(*sys.argv[1:4])
