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
    return tuple(
        p.replace("~1", "/").replace("~0", "~") for p in pointer.removeprefix("/").split("/")
    )


def follow(data: object, pointer: str) -> object:
    """What `pointer` leads to in plain data.

    Raises:
        KeyError: it leads nowhere.
    """
    value = data
    for part in split(pointer):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
            continue
        at = index(part)
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise KeyError(pointer)
        if at is None or at >= len(value):
            raise KeyError(pointer)
        value = value[at]
    return value


def index(part: str | int) -> int | None:
    """The place in a list that a pointer's part names, or None where it names none."""
    text = str(part)
    plain = text.isascii() and text.isdigit() and (text == "0" or text[0] != "0")
    return int(text) if plain and len(text) < 10 else None
