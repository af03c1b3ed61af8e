"""A file of a picture -> what renderers need to draw it; only PNG and JPEG, small, and named.

Nothing is fetched: the file stands beside the theme that names it.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from pathlib import Path

from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError

MAX_BYTES = 1_000_000
MAX_PIXELS = 4_000  # on either side
KINDS = {"PNG": "png", "JPEG": "jpeg"}


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture, opaque on white.

    Attributes:
        data: the file as it is.
        kind: png or jpeg.
        width: in pixels.
        height: in pixels.
        pixels: red, green and blue of every pixel; none for JPEG, which is kept as it is.
    """

    data: bytes
    kind: str
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class PlacedPicture:
    """A picture on the page, in points, with the words that stand for it."""

    picture: Picture
    x: float
    y: float
    width: float
    height: float
    alt: str


@functools.lru_cache(maxsize=32)
def read_picture(path: Path, root: Path) -> Picture:
    """The picture at `path`, which must lie in the folder `root`.

    Raises:
        InputError: E405 it lies elsewhere, is missing, too large, or no PNG or JPEG.
    """
    from PIL import Image  # noqa: PLC0415 - only where a theme has a logo

    if not path.resolve().is_relative_to(root.resolve()):
        raise _refused(path, "a logo must lie in the folder of its theme")
    data = read_bytes(path, MAX_BYTES, "logo")
    try:
        with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as opened:
            kind, (width, height) = KINDS[str(opened.format)], opened.size
            if max(width, height) > MAX_PIXELS:
                raise _refused(path, f"a logo may have {MAX_PIXELS} pixels on a side")
            pixels = b""
            if kind == "png":
                white = Image.new("RGBA", opened.size, "white")
                pixels = (
                    Image.alpha_composite(white, opened.convert("RGBA")).convert("RGB").tobytes()
                )
            elif opened.mode != "RGB":
                raise _refused(path, "a JPEG must be in red, green and blue")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _refused(path, "this is no PNG or JPEG, or a damaged one") from error
    return Picture(data, kind, width, height, pixels)


def _refused(path: Path, message: str) -> InputError:
    advice = "use a PNG or JPEG of up to 1 MB beside the theme's file"
    return InputError([Finding("E405", message, str(path), advice=advice)])
