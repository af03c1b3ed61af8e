"""Where an event takes place, as far as that is stated."""

from __future__ import annotations

from dataclasses import dataclass

from eventbrief.extract.text.span import Found


@dataclass(frozen=True)
class Place:
    """Where the event takes place, as far as it is stated."""

    city: Found[str] | None = None
    country: Found[str] | None = None
    venue: Found[str] | None = None
