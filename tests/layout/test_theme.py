"""Themes can be read by everyone, in colour and in grey (WCAG 2.2, 1.4.3 and 1.4.6)."""

from __future__ import annotations

import pytest

from eventbrief.compose.template import folders, shipped_folder
from eventbrief.layout.theme import load_theme

THEMES = sorted(p.stem for p in (shipped_folder() / "themes").glob("*.yaml"))
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_are_three_themes_at_least():
    assert {"classic", "ministry", "modern"} <= set(THEMES)


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_what_it_stands_on(name: str):
    colours = load_theme(name, folders()).colours
    assert contrast(colours.ink, WHITE) >= 7
    assert contrast(colours.ink, colours.panel) >= 7
    for text, ground in (
        (colours.accent, WHITE),
        (colours.muted, WHITE),
        (colours.muted, colours.panel),
        (colours.marking, WHITE),
        (colours.on_accent, colours.accent),
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize("name", THEMES)
def test_body_text_is_never_small_and_margins_survive_a_printer(name: str):
    theme = load_theme(name, folders())
    assert 9.0 <= theme.body.smallest <= theme.body.largest <= 10.5
    assert (
        min(theme.margins.left, theme.margins.right, theme.margins.top, theme.margins.bottom) >= 10
    )
