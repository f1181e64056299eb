"""Make marketplace/vocabularies/data from the taxonomy folder: `build_vocabularies.py SHARED`.

Run again on the same input it writes the same bytes. What we wrote ourselves (glossary.csv,
schemes.csv, sources.json) lies in that folder already and is not touched. With `--index` instead
of a folder it makes the search indexes only.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from marketplace.vocabularies import VOCABULARIES, index
from marketplace.vocabularies.codes import NACE_SECTIONS, dotted
from marketplace.vocabularies.store import DATA

HERE = Path(__file__).parent
REGIONS = {
    "1": "Vardar", "2": "East", "3": "South-West", "4": "South-East",
    "5": "Pelagonija", "6": "Polog", "7": "North-East", "8": "Skopje",
}  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    yield from csv.DictReader(io.StringIO(kept))


def write(name: str, header: tuple[str, ...], lines: Iterable[Iterable[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    raw = text.getvalue().encode()
    path = DATA / name
    path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)


def cpv(taxonomy: Path) -> None:
    """The English column holds é and â as the Cyrillic letters of the same byte (windows-1251)."""
    found = rows(taxonomy / "cpv2008.csv.gz")
    repair = str.maketrans("йв", "éâ")
    lines = ((r["code"], r["check"].strip(), r["en"].translate(repair)) for r in found)
    write("cpv.csv.gz", ("code", "check", "en"), lines)


def nace(taxonomy: Path) -> None:
    """Rev. 2: classes from the bilingual list; ISIC Rev. 4 is the same down to two digits."""
    en = {r["code"]: r["name"] for r in rows(taxonomy / "isic4.csv.gz") if int(r["level"]) < 3}
    en.update((r["code"], r["en"]) for r in rows(HERE / "nace2_labels.csv"))
    classes = {r["code"]: r for r in rows(taxonomy / "nace2_class_sq_en.csv.gz")}
    for code, row in classes.items():
        en[code] = row["en"]
        if code.endswith("0"):
            en.setdefault(code[:3], row["en"])
    out = []
    for section, (first, last) in NACE_SECTIONS.items():
        out.append((section, "", en[section], ""))
        for code in sorted(c for c in en if c[:2].isdigit() and first <= int(c[:2]) <= last):
            parent = section if len(code) == 2 else dotted(code[:-1])
            albanian = classes[code]["sq"] if code in classes else ""
            out.append((dotted(code), parent, en[code], albanian))
    write("nace.csv.gz", ("code", "parent", "en", "sq"), out)


def isco(taxonomy: Path) -> None:
    found = rows(taxonomy / "isco08_en.csv.gz")
    write("isco.csv.gz", ("code", "en"), ((r["code"], r["preferredLabel"]) for r in found))


def esco(taxonomy: Path) -> None:
    """The code is the last part of the concept's address http://data.europa.eu/esco/occupation/"""
    found = sorted(
        (r["iscoGroup"], r["preferredLabel"], r["conceptUri"].rsplit("/", 1)[1], r["altLabels"])
        for r in rows(taxonomy / "esco_occupations_en.csv.gz")
    )
    lines = (
        (code, group, label, "|".join(dict.fromkeys(a.strip() for a in other.split("\n") if a)))
        for group, label, code, other in found
    )
    write("esco.csv.gz", ("code", "isco", "en", "other"), lines)


def municipalities(taxonomy: Path) -> None:
    places = {r["name"]: r for r in rows(taxonomy / "mk_places_geonames.csv")}
    names = {r["code"]: r for r in rows(HERE / "municipality_names.csv")}
    out = []
    for row in rows(taxonomy / "mk_municipalities.csv"):
        name = names[row["iso"]]
        lat, lon, source = point(row, places.get(name["seat"], {}))
        english = row["name"].replace("†", "").strip()
        region = REGIONS[row["iso"][3]]
        out.append((row["iso"], english, name["mk"], name["sq"], region, lat, lon, source))
    write("municipalities.csv", ("code", "en", "mk", "sq", "region", "lat", "lon", "point_of"), out)


def point(row: dict[str, str], seat: dict[str, str]) -> tuple[str, str, str]:
    if row["lat"]:
        return row["lat"], row["lon"], f"GeoNames {row['geonameid'].split('.')[0]}"
    kind = "city" if seat["name"] == "Skopje" else "seat"
    return seat["lat"], seat["lon"], f"GeoNames {seat['geonameid']} ({kind}: {seat['name']})"


def outline(shared: Path) -> None:
    """Natural Earth 1:10m (public domain), in the units of the drawing that held it."""
    page = (shared / "ui" / "03-search.html").read_text(encoding="utf-8")
    found = re.search(r'class="land" d="M([^"]+)Z"', page)
    if not found:
        raise SystemExit("03-search.html has no path of class land")
    points = [[float(n) for n in pair.split()] for pair in found[1].split("L")]
    text = json.dumps({"width": 640, "height": 505, "points": points}, separators=(",", ":"))
    (DATA / "outline.json").write_text(text + "\n", encoding="utf-8")


def indexes() -> None:
    for vocabulary in VOCABULARIES:
        text = index.build(vocabulary).encode()
        (DATA / f"{vocabulary}.index.gz").write_bytes(gzip.compress(text, mtime=0))


def main() -> None:
    if sys.argv[1] != "--index":
        shared = Path(sys.argv[1])
        for make in (cpv, nace, isco, esco, municipalities):
            make(shared / "data" / "taxonomy")
        outline(shared)
    indexes()
    for path in sorted(DATA.iterdir()):
        print(f"{path.stat().st_size:>8} {path.name}")


if __name__ == "__main__":
    main()
