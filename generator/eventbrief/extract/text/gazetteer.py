"""The name of a city -> the country it lies in, from GeoNames.

`cities.txt` has a line for every name of every city of 15,000 inhabitants and more, sorted by its
bytes: a name is found by halving the pages, and a page is read at once. It is made by
`make gazetteer`.
"""

from __future__ import annotations

import bisect
import functools
import mmap
from importlib import resources

_HOME = "eventbrief.extract"
_LONGEST = 200  # bytes of a name
_PAGE = 4_096  # bytes within which a line is looked for
_COMPARABLE = 0.45  # of the inhabitants of the largest city of the name
_SOME_SIZE = 50_000  # inhabitants of a city whose country may be meant
PLAIN = str.maketrans("أإآى", "اااي")  # as hurried hands write Arabic


@functools.cache
def country_of(city: str, least: int = 0) -> str | None:
    """ISO 3166-1 code of the country of the most populous city called `city`, or None.

    Args:
        city: its name, in any language that GeoNames knows.
        least: inhabitants that it must have.
    """
    found = max(cities_called(city), default=None)
    return found[1] if found and found[0] >= least else None


def countries_of(city: str, least: int = _SOME_SIZE) -> frozenset[str]:
    """The countries in which a city of `least` inhabitants is called so: Valencia is in several.

    One that is much smaller than the largest of its name is not meant without its country.
    """
    called = cities_called(city)
    largest = max((people for people, _, _ in called), default=0)
    least = max(least, int(largest * _COMPARABLE))
    return frozenset(code for people, code, _ in called if people >= least)


def same_city(one: str, other: str) -> bool:
    """True where both are names of the same city, in whatever languages."""
    a, b = max(cities_called(one), default=None), max(cities_called(other), default=None)
    return a is not None and b is not None and a[2] == b[2]


def cities_called(city: str) -> tuple[tuple[int, str, int], ...]:
    """Inhabitants, country and GeoNames number of each city called so, the largest first."""
    return _called(city) or _called(city.translate(PLAIN))


@functools.lru_cache(maxsize=50_000)
def begins(word: str) -> tuple[bool, bool]:
    """Whether a city is called `word`, and whether the longer name of one begins with it."""
    name = word.replace("’", "'").encode()
    if b"\n" in name or len(name) > _LONGEST:
        return False, False
    start = _line(name + b"\t")
    if start is None:
        return False, _line(name + b" ") is not None
    data = _lines()
    after = data.find(b"\n", start) + 1
    return True, data[after : after + len(name) + 1] == name + b" "


@functools.lru_cache(maxsize=20_000)
def _called(city: str) -> tuple[tuple[int, str, int], ...]:
    name = city.replace("’", "'").encode() + b"\t"
    if b"\n" in name or len(name) > _LONGEST:
        return ()
    start = _line(name)
    if start is None:
        return ()
    data = _lines()
    line = data[start : data.find(b"\n", start)]
    records = (record.split(",") for record in line.decode().split("\t")[1:])
    return tuple((int(size), country, int(number)) for size, country, number in records)


def _line(beginning: bytes) -> int | None:
    """Where the first line stands that begins so."""
    data = _lines()
    lines, begin = _pages()
    page = bisect.bisect_left(lines, beginning)
    low, size = begin[max(0, page - 1)], len(beginning)
    if data[low : low + size] == beginning:
        return low
    found = data.find(b"\n" + beginning, low, begin[page] + size)
    return found + 1 if found >= 0 else None


@functools.cache
def _pages() -> tuple[list[bytes], list[int]]:
    """The first line of every page, and where pages begin; at last, where the file ends."""
    data = _lines()
    begin = [0]
    while (start := data.find(b"\n", begin[-1] + _PAGE) + 1) and start < len(data):
        begin.append(start)
    return [data[start : start + _LONGEST] for start in begin], [*begin, len(data)]


@functools.cache
def _lines() -> mmap.mmap:
    with resources.as_file(resources.files(_HOME) / "cities.txt") as real, real.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
