"""Text -> the language it is written in, by CLD2, which needs no download."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where it cannot be told."""
    import pycld2  # noqa: PLC0415 - a native library, loaded only where a text is read

    sample = _CONTROL.sub(" ", text[:_SAMPLE])
    try:
        _reliable, _size, details = pycld2.detect(sample.encode("utf-8"), isPlainText=True)
    except pycld2.error:
        return None
    code = str(details[0][1])
    return None if code == "un" else code.split("-", maxsplit=1)[0]
