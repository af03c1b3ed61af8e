"""Labels of the stage "places"."""

from __future__ import annotations

from learn.labels.label import Label

CHOOSE: dict[str, Label] = {}
EACH: dict[str, Label] = {}
