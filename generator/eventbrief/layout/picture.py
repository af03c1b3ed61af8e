"""A file of a picture -> what renderers need to draw it: PNG, JPEG or SVG, small, and named.

Nothing is fetched: the file stands beside the theme that names it. An SVG becomes a PNG, fine
enough for print.
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
_HEIGHT = 240  # pixels; a logo stands 20 points high
_UNWANTED = frozenset({"script", "image", "foreignObject", "style", "text", "a", "animate", "set"})


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
    if path.suffix.lower() == ".svg":
        data = _drawn(path, data)
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
        raise _refused(path, "this is no PNG, JPEG or SVG, or a damaged one") from error
    return Picture(data, kind, width, height, pixels)


def _drawn(path: Path, data: bytes) -> bytes:
    """The SVG as a PNG; one that could fetch or run anything is refused before it is drawn."""
    from lxml import etree  # noqa: PLC0415 - only where a theme has such a logo

    try:
        import resvg_py  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _refused(
            path, "an SVG needs the extra `svg`: pip install 'eventbrief[svg]'"
        ) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(path, "this SVG is damaged") from error
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise _refused(path, "this is no SVG")
    if root.getroottree().docinfo.doctype:
        raise _refused(path, "an SVG with a DOCTYPE is not read")
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in _UNWANTED:
            raise _refused(path, f"an SVG with <{name}> is not drawn; make it paths alone")
        for key, value in element.attrib.items():
            outside = key.endswith("href") and not value.startswith("#")
            if outside or key.startswith("on") or "url(" in value.replace("url(#", ""):
                raise _refused(path, f"an SVG that points elsewhere (`{key}`) is not drawn")
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=data.decode("utf-8-sig"), height=_HEIGHT, skip_system_fonts=True
            )
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise _refused(path, "this SVG cannot be drawn") from error


def _refused(path: Path, message: str) -> InputError:
    advice = "use a PNG, JPEG or SVG of up to 1 MB beside the theme's file"
    return InputError([Finding("E405", message, str(path), advice=advice)])
