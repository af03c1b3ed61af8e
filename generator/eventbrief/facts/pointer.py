"""RFC 6901 JSON pointers into a fact sheet: joined, split, followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def join(parts: Iterable[str | int]) -> str:
    """The pointer that leads through `parts`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def split(pointer: str) -> tuple[str, ...]:
    """The parts of `pointer`, unescaped; an empty pointer has none."""
    if not pointer:
        return ()
    return tuple(p.replace("~1", "/").replace("~0", "~") for p in pointer.lstrip("/").split("/"))


def follow(data: object, pointer: str) -> object:
    """What `pointer` leads to in plain data.

    Raises:
        KeyError: it leads nowhere.
    """
    value = data
    for part in split(pointer):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif (
            isinstance(value, Sequence)
            and not isinstance(value, str)
            and is_index(part, len(value))
        ):
            value = value[int(part)]
        else:
            raise KeyError(pointer)
    return value


def is_index(part: str, length: int) -> bool:
    """True where the part of a pointer is the index of an item in a list of that length."""
    return part.isascii() and part.isdigit() and len(part) < 9 and int(part) < length
